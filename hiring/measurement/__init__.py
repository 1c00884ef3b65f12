"""Arithmetic on ratings: panels, agreement, reliability, fairness, validity and probation signals.

Nothing here knows a web page, a table or a file. Functions take pandas frames in long format (one row a
rating) and return frames or small frozen dataclasses. Three rules hold throughout: no number without its
uncertainty, no rank without its tie group, and missing is missing.
"""
