# path: tests/helpers.py
def run(tasks, report=print):
    return [report(task) for task in tasks]
