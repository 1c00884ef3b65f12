"""Mail that did not go out: all of it where no mail server is set, as in the demo; else what was given up, for HR."""
