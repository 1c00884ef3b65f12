"""The kits a rubric would make, before any opening uses it: of a version, of what we ship, of a copy being edited."""
