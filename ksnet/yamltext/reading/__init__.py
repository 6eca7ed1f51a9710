"""From files to plain data: guard the bytes, read the YAML, know every position."""
