"""Imports the measurement package before anything imports numpy, so that its threads are pinned here too."""

import hiring.measurement  # noqa: F401 - for its threads
