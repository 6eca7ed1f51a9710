"""Small values and helpers that every room may use: findings, errors, frozen classes, spelling.

Nothing here knows a record, a file or the law, and nothing here imports another room.
"""
