import sys
import traceback


class Parser:
    def parse(self, text):
        try:
            return int(text)
        except ValueError as e:
            print(f"no number: {e}", file=sys.stderr)
            traceback.print_exc()
