# Source: https://sqlmodel.tiangolo.com/
