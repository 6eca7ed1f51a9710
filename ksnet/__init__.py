"""Keep the records of a Netzwerk Kinderschutz as plain files,
check them, and make documents from them.
"""

__version__ = "0.1.0"
