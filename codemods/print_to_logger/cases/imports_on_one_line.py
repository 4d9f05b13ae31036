import os, sys; import json
import zlib  # checksums

class Ship:
    def load(self, crate):
        print(os.sep, sys.argv, json.dumps(crate), zlib.crc32(b""))
