"""A hire's first months, on the criteria of the interview: expectations, check-ins, the clock, the outcome.

Managers work here, on a phone and short of time. Nothing comes as a surprise at the end.
"""
