from .db import NP

CLASSES = {"none": NP}
