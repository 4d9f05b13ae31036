"""A module from the days when this line was needed."""

from __future__ import annotations
from __future__ import print_function


class Ship:
    def load(self, crate: Crate) -> None:
        print(f"loaded {crate}")
