#!/usr/bin/env python3
# Part of the harbour service.
# Free to use.

CRANES = 3


def lift(crate):
    print(f"lifting {crate} with one of {CRANES}")
