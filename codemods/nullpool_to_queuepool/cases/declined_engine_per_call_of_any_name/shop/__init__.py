from .dbx import *
