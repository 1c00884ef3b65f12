"""Interviewers mark written sample answers, see how their marks compare, and earn the right to score a criterion.

Four answers a criterion, four minutes. The licence holds for every rubric in which the criterion means the same. What
someone marked here is theirs alone; others learn only whether they are licensed.
"""
