"""A new data repository: which files it starts with."""
