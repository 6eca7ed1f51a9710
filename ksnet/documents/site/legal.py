"""The legal pages of public bodies: accessibility, imprint, data protection.

The texts are a form. What only the publisher knows is under `publisher` in `ksnet.yaml`; missing
values are reported when the pages are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from ksnet.basics.findings import Place
from ksnet.basics.frozen import frozen
from ksnet.documents.site.base import HOME, LEGAL, Page, SiteContext
from ksnet.documents.view import View
from ksnet.records.settings import Accessibility
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import CheckMethod, CheckResult
from ksnet.repository import SETTINGS_FILE


@frozen(kw_only=True)
class PublisherView(View):
    """The publisher of the pages, for all three legal pages."""

    name: str
    """Herausgeber."""
    represented_by: str
    """Wer ihn vertritt: das Amt."""
    street: str
    """Straße und Hausnummer."""
    town: str
    """Postleitzahl und Ort; leer, wo eines fehlt."""
    email: str
    """E-Mail."""
    phone: str
    """Telefon."""
    website: str
    """Internetseite."""
    pages: str
    """Adresse der Seiten."""
    data_protection: str
    """E-Mail der oder des Datenschutzbeauftragten."""
    place: Place
    """Wo der Herausgeber einzutragen ist."""
    checked: PartialDate | None
    """Wann die Barrierefreiheit geprüft wurde."""
    method: CheckMethod | None
    """Wer sie geprüft hat."""
    result: CheckResult | None
    """Wie weit die Anforderungen erfüllt sind."""
    exceptions: str
    """Was nicht barrierefrei ist, in Markdown."""
    contact_form: str
    """Adresse des Kontaktformulars für Barrieren."""


@frozen(kw_only=True)
class ImprintView(PublisherView):
    """The Impressum."""

    kind: ClassVar[str] = "site/imprint"


@frozen(kw_only=True)
class PrivacyView(PublisherView):
    """The page on data protection."""

    kind: ClassVar[str] = "site/privacy"


@frozen(kw_only=True)
class AccessibilityView(PublisherView):
    """The accessibility statement by the model of Durchführungsbeschluss (EU) 2018/1523."""

    kind: ClassVar[str] = "site/accessibility"


# What of the publisher they show as it is.
_TEXTS = (
    "name", "represented_by", "street", "email", "phone", "website", "pages", "data_protection",
)  # fmt: skip
_VIEWS: tuple[type[PublisherView], ...] = (ImprintView, PrivacyView, AccessibilityView)


def legal_pages(ctx: SiteContext) -> Iterator[Page]:
    """Yield the three pages linked at the foot of each page."""
    publisher = ctx.publisher
    statement = publisher.accessibility or Accessibility()
    town = f"{publisher.postcode} {publisher.city}" if publisher.postcode and publisher.city else ""
    texts: dict[str, Any] = {key: getattr(publisher, key) or "" for key in _TEXTS}
    for link, view in zip(LEGAL, _VIEWS, strict=True):
        found = view(
            author=publisher.name or ctx.name,
            as_of=ctx.as_of,
            **texts,
            town=town,
            place=Place(SETTINGS_FILE, ("publisher",)),
            checked=statement.checked,
            method=statement.method,
            result=statement.result,
            exceptions=statement.exceptions or "",
            contact_form=statement.contact_form or "",
        )
        frame = ctx.frame(link.path, trail=[HOME], here=link.text)
        yield Page(link.path, found, frame)
