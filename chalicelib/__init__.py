"""Candour: complaints, concerns and claims about health care."""
