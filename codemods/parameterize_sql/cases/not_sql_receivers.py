import subprocess


class RetryPolicy:
    def execute(self, action):
        return action


class Console:
    def execute(self, line, *arguments):
        return subprocess.run([line, *arguments], check=False)


def retry(name):
    return RetryPolicy().execute(f"SELECT one of {name}")


def run(console: Console, table):
    console.execute(f"DELETE FROM {table}")


def schedule(executor, job):
    executor.execute(f"update {job} where it stands")
