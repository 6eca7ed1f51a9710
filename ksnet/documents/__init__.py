"""What documents say, independent of how they look: built from the records,
for an audience, as of a day.
"""
