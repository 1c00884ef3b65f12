"""Interviewers from outside: a seat, a link that opens its one card in one browser, and nothing else.

A guest is a person who can never sign in, so that seats, drafts, cards and panels work as they do for everybody.
"""
