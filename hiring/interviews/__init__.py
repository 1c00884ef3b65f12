"""Interviews and seats, the kit an interviewer takes in, and the scorecard handed back.

Interviewers live here: one interview, one page, evidence before marks, then sealed. Until they have sealed they learn
nothing of what anybody else wrote.
"""
