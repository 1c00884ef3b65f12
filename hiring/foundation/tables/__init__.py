"""Reads tables from files that people send: CSV in any encoding, and XLSX. It decides nothing about what a cell means.

`reader.read` is the only way in. It has two callers: the candidate import and `hiring analyse`. It knows no page and no
database, so that a file is always read before a write begins.
"""
