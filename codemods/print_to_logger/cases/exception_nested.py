class Loader:
    def load(self, path, fallback):
        try:
            return open(path)
        except OSError as outer:
            try:
                return open(fallback)
            except OSError as inner:
                print(f"Neither {path} nor {fallback}: {outer}")
                print(f"The fallback failed: {inner}")

                def explain():
                    print(f"later, outside of the handler: {path}")

                return explain

    def group(self, tasks):
        try:
            tasks.run()
        except* ValueError as group:
            print(f"Some tasks failed: {group}")
