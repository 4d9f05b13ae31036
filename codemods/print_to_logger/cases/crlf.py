"""Windows line ends."""
import json
from pathlib import Path

class Reader:
    def read(self, path):
        print(f"reading {path}")
        print("=" * 20)
        print(
            "several",
            path,
        )
        print(f"""
over
{path}
""")
        return json.loads(Path(path).read_text())
