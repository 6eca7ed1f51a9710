"""Change records: edits in the text of a file, and what each writing command does."""
