"""The formats in which a document is written: each module makes one from a `Document` alone."""
