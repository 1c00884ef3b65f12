"""Totals where sittings share the criteria out, so that hardly anybody rates everything."""
