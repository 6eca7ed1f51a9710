"""Typing slips that change the meaning of YAML or make it unreadable, found before parsing."""
