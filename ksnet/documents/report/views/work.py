"""What a report says of the work besides meetings: goals, topics, publications, money."""

from __future__ import annotations

from ksnet.basics.findings import Place
from ksnet.basics.frozen import frozen
from ksnet.documents.report.views.period import Lasting
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import Progress


@frozen(kw_only=True)
class PointView(Lasting):
    """A goal, a workstream, a plan, or another network in which this one is represented."""

    text: str
    """Ziel, Gegenstand, Titel oder Name."""
    status: Progress | None = None
    """Stand."""
    done: PartialDate | None = None
    """Erreicht am, nur bei Zielen und soweit bis zum letzten Tag des Berichts."""
    note: str = ""
    """Erläuterung; wer das Netzwerk vertritt, soweit genannt werden darf."""


@frozen(kw_only=True)
class PublicationView:
    """A source, or a publication for press and public."""

    title: str
    """Titel."""
    url: str
    """Adresse."""
    date: PartialDate | None
    """Wann veröffentlicht."""
    kind: str = ""
    """Art."""
    as_of: PartialDate | None = None
    """Gelesener Stand."""


@frozen(kw_only=True)
class PageView:
    """A page for the public."""

    about: str
    """procedures, structures oder contacts."""
    url: str
    """Adresse."""
    as_of: PartialDate | None
    """Wann sie geprüft wurde."""


@frozen(kw_only=True)
class FundsView:
    """Landesmittel of a Jugendamt in a year, and other expenses from them."""

    office: str
    """Jugendamt."""
    there: bool
    """Ob das Jugendamt in dem Jahr zum Netzwerk gehörte, oder Mittel erfasst sind."""
    funds: int | None
    """Landesmittel nach dem Gesetz in Euro; leer, wo sie nicht erfasst sind."""
    share: float | None
    """Stellenanteil der Koordinierungsstelle."""
    other: tuple[tuple[str, int], ...]
    """Was sonst daraus bezahlt wurde, in Euro."""


@frozen(kw_only=True)
class MoneyView:
    """The money of one year."""

    year: int
    """Jahr."""
    offices: tuple[FundsView, ...]
    """Jugendämter."""
    total: int | None
    """Landesmittel zusammen; leer, wo sie nicht von allen erfasst sind."""
    shares: float | None
    """Stellenanteile zusammen; leer, wo sie nicht von allen erfasst sind."""
    recorded: bool
    """Ob Landesmittel erfasst sind."""
    same_shares: bool
    """Ob die Stellenanteile dieselben sind wie im Jahr davor."""
    place: Place
    """Wo es eingetragen wird."""


@frozen(kw_only=True)
class KeyFigureView:
    """A published number of the year."""

    text: str
    """Was gezählt wurde."""
    value: float
    """Zahl."""
    unit: str
    """Einheit."""
    source: str
    """Quelle."""
    as_of: PartialDate | None
    """Stand."""
