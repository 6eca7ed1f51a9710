"""The public pages of all networks and the calendars that belong to them; nothing in them is for insiders only."""

from ksnet.documents.site.base import SitePage
from ksnet.documents.site.build import Site, build_site

__all__ = ["Site", "SitePage", "build_site"]
