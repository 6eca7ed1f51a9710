"""What must not be in the records, found in any text, and who may see what of the rest.

Hints of case data and names of people; the keys that may be public; how people may be named. What
is found is never repeated.
"""
