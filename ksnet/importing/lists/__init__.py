"""What a list of an office says: read from its file,
and understood column by column, row by row.
"""
