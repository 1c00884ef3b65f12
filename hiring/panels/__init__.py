"""All scorecards of an application side by side, and applications side by side, for HR to compare.

Combination is mechanical and comes first; talk comes second. Every number carries its uncertainty.
"""
