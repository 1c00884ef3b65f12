"""Conflicts of interest: who knows the candidate is asked first, and anybody can decline a seat with a reason."""
