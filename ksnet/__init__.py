"""Keeps the records of a Netzwerk Kinderschutz as plain files, checks them, makes documents."""

__version__ = "0.1.0"
