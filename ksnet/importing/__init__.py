"""Lists and calendars as they come out of an office,
read with care and merged with what is recorded.
"""
