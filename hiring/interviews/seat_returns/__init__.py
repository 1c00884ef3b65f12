"""Giving a seat back to who left it."""
