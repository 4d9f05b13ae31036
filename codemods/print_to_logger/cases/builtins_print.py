import builtins
from builtins import print as say


class Pump:
    def start(self):
        builtins.print("pump started")
        say("primed")
        __builtins__["print"]("not recognised")
