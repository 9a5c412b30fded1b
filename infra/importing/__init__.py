"""Bringing the cases of a former system in, from a CSV file."""
