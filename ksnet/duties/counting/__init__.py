"""What is counted, in one place: documents, duties and rules ask here,
so that they never disagree.
"""
