"""The content of documents, independent of layout: for an audience, as of a day."""
