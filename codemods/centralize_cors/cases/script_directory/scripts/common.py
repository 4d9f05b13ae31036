NAME = "scripts"
