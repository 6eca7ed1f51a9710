"""A new data repository and its first files."""
