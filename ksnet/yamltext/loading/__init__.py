"""From plain data to typed records, with German messages for what the schema refuses."""
