"""Hire people for their service attitude, slowly and well, and follow every hire through probation.

Interviewers score candidates with structured, behaviourally anchored rubrics; HR compares panels with honest
statistics; managers follow each hire on the same criteria the person was hired for; and the organisation learns
whether its interviews predict anything.
"""
