"""The digest that identifies kept results, without loading OpenSSL as `hashlib` would."""

try:
    from _blake2 import blake2b
except ImportError:  # a Python other than CPython
    from hashlib import blake2b

__all__ = ("blake2b",)
