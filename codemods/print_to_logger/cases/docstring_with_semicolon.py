"""Ship crates."""; import os; import zlib


class Ship:
    def load(self, crate):
        print("loaded", crate, os.sep, zlib.crc32(crate))
