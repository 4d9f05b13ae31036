from orchard.apples import TITLE

TITLES = [TITLE, "pears"]
