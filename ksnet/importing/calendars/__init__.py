"""Calendar files (ICS, RFC 5545) read as single appointments in local time."""
