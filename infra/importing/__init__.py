"""Bringing the open cases of a former system in, from a CSV file."""
