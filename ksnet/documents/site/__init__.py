"""The public pages: what each shows of the records, and where it lies in the folder."""

from ksnet.documents.site.base import Feed, Page
from ksnet.documents.site.build import Site

__all__ = ["Feed", "Page", "Site"]
