import os as o

from . import db

o . fork()
