"""Tells an author what is wrong with a rubric, where, and what to do about it; for files and the editor."""
