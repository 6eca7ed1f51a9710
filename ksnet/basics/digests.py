"""The digest that kept results are told by, without loading OpenSSL, as `hashlib` does."""

try:
    from _blake2 import blake2b
except ImportError:  # of another Python
    from hashlib import blake2b

__all__ = ("blake2b",)
