"""Asking a referee by a signed link: three questions on the opening's criteria, answered once."""
