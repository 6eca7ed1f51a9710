"""Typing slips that make YAML mean something else or nothing,
recognised before a parser's message is shown.
"""
