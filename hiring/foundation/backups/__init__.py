"""The whole database in one file, put back, or copied to another database. Nothing here knows a room."""
