import json
import sys


class Bridge:
    def emit(self, event):
        print(json.dumps(event), flush=True)

    def emit_in_two_steps(self, event):
        line = json.dumps(event)
        print(line, flush=True)

    def report(self, event):
        print(json.dumps(event))
        print(f"event: {json.dumps(event)}")
        print("sent", flush=True)
        print(len(event), file=sys.stderr, flush=True)
