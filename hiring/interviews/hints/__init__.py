"""Hints on notes while they are written: words that are no evidence, told to the writer and to nobody else."""
