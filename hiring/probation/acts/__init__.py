"""Ordinary life in a probation, one dated act each: another first day, an absence, a transfer, a check-in moved."""
