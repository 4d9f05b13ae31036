import builtins

_lines = []


def print(*values):
    _lines.append(values)


class Recorder:
    def note(self, text):
        print("recorded", text)
        builtins.print("really printed", text)
