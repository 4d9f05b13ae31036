import structlog

log = structlog.get_logger(__name__)


class Feed:
    def load(self, rows, source):
        count = len(rows)
        print(f"Loaded rows: {count}")
        print(f"Loaded from {source}, rows {count}")
        print(f"Rows: {len(rows)}")
        print(f"{source}: {count}")
        print("plain text, 100%")
        print("took", count, "rows")
        print(f"event={source}")
        print(rows)

    def fail(self, path):
        try:
            open(path)
        except OSError as exc:
            print(f"Could not open {path}: {exc}")
