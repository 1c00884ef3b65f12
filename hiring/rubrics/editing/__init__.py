"""A rubric edited in the browser: a copy that may be wrong while it is written, and is published when it is right."""
