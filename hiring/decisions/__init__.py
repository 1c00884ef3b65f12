"""Yes or no to one application, by a named person, with reasons, and with the evidence as it stood.

Exactly one decision an application. A hire with an open gate needs a reason, which is kept and printed.
"""
