"""Compute the version for the build and say nothing else."""

import datetime

today = datetime.date.today()
print(f"{today.year}.{today.month}.{today.day}")
