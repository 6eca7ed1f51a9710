"""From files to plain data: guards the bytes, reads the YAML, knows every position."""
