from .mod import traceback, sys
