# overhaul: file-ignore[print-to-logger]
class Report:
    def show(self, rows):
        print("stays")
        print(f"stays {rows}")
