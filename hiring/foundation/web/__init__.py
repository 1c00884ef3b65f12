"""Requests, forms, drafts, guards and answers: what every page stands on."""
