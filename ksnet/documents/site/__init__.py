"""The public pages: their content and their paths."""

from ksnet.documents.site.base import Feed, Page
from ksnet.documents.site.build import Site

__all__ = ["Feed", "Page", "Site"]
