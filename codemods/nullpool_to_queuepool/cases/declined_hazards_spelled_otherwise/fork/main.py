from os import getpid, fork

from . import db

fork()
