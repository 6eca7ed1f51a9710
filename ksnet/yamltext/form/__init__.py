"""The canonical form of a record: how every file is laid out."""
