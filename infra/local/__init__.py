"""Candour on one machine: an embedded AWS, the app, and what AWS does between the parts."""
