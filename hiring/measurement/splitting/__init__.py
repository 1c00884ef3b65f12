"""Totals where rounds share the criteria out, so that hardly anybody rates everything."""
