"""From the folder to typed records: which file is what, and what its data says."""
