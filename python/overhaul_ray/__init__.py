"""Computes the repositories of a fleet on a Ray cluster, one task each, and publishes them here."""
