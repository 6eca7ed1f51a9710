"""The public pages: what each shows of the records, and where it lies in the folder."""

from ksnet.documents.site.build import Feed, Page, Site, build_site

__all__ = ["Feed", "Page", "Site", "build_site"]
