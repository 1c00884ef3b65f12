"""A post to fill: which rubric version, what counts how much, who meets who in which round, and the gates.

HR opens one in three minutes; everything but title, workplace and people has a default.
"""
