from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import logging


class Ship:
    log: "logging.Logger"

    def load(self, crate):
        print(f"loaded {crate}")
