from azure import functions

from . import db

app = functions.FunctionApp()
