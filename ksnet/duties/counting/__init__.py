"""Counts and decides what counts, for documents, duties and rules alike."""
