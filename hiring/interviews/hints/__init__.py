"""Hints on notes while they are written: words that are no evidence, told to whoever writes and to nobody else."""
