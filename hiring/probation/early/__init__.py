"""Seeing early: two plain rules that ask for a conversation, and how often they were wrong."""
