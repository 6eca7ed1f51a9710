"""Calendar files (ICS, RFC 5545) as Outlook and others write them,
read as single appointments in local time.
"""
