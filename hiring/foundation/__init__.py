"""The ground under every room: settings, database, clock, journal, access, forms, errors.

Not one word about hiring belongs here. A room may use all of it; it uses no room.
"""
