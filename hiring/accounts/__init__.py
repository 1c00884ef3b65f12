"""People who use the tool: how they sign in, what roles they hold, and the workplaces they belong to.

Administrators keep it. Every other room asks it who someone is, and never how they proved it.
"""
