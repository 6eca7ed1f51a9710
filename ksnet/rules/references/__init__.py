"""KS2: every id leads to one thing of the right kind; Gemeinden and their Jugendämter."""
