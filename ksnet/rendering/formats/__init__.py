"""The formats in which a document is written:
each module makes one of them from a `Document` and nothing else.
"""
