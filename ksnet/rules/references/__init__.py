"""KS2: every id leads somewhere, to what is meant, and to one thing only;
Gemeinden and their Jugendämter.
"""
