"""Lists and calendars of an office: read with care and merged with the records."""
