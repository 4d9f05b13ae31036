class Report:
    def show(self, rows):
        print("converted")
        print("stays")  # overhaul: ignore
        print("stays too")  # overhaul: ignore[print-to-logger]
        print("is about another codemod")  # overhaul: ignore[narrow-except]
        print("one of several")  # overhaul: ignore[narrow-except, print-to-logger]
        print(
            "on the last line",
            rows,
        )  # overhaul: ignore
        print(  # overhaul: ignore
            "on the first line",
        )
        print("quoted: # overhaul: ignore")
