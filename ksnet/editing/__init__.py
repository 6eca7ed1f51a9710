"""Changing records: edits of the text of a file,
and what each writing command does to the records of a network.
"""
