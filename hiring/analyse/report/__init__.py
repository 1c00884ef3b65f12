"""Turns an analysis into something to read: text, JSON, or a page that needs nothing else."""
