"""Second thoughts of a panellist once the panel is revealed: kept beside the sealed mark, never instead of it."""
