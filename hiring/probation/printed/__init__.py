"""The record of one probation on paper, in order of time."""
