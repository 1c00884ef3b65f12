"""The written standard: criteria, the rubrics that choose among them, and their unchangeable versions.

An author writes rubric files and reads every mistake at its place; HR publishes a version from them, and
every later room reads that version and never the files. A criterion lives once, in a bank, so that what is
learned about it in one opening counts in all.
"""
