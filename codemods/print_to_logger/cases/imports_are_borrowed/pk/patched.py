import traceback


class Parser:
    def parse(self, text):
        try:
            return int(text)
        except ValueError as e:
            print(f"no number: {e}")
            traceback.print_exc()
