#!/usr/bin/env python
# -*- coding: latin-1 -*-
"""Bestände der Küche."""
import os


class Küche:
    def zähle(self, töpfe):
        print(f"{töpfe} Töpfe für {os.sep}")
        print("Größe:", töpfe, "§ 50% ½")
        print("£" * 20)  # Trennstrich für ©
