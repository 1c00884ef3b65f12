"""The hire's own page, behind a signed link: expectations, filed check-ins, promises, and their own words."""
