"""Lists of an office: read from their files, understood by column and row."""
