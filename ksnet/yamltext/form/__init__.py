"""The canonical form of a record: how a file is laid out when everybody lays it out alike."""
