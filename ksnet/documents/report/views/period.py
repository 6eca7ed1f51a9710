"""The reported period, and what lasts from one day to another."""

from __future__ import annotations

import datetime as dt

from ksnet.basics.controlled import Vocabulary
from ksnet.basics.frozen import frozen
from ksnet.records.values import PartialDate


class Records(Vocabulary):
    """What the records claim to cover in a period."""

    VOLLSTAENDIG = "vollstaendig", "vollständig"
    SPAETER = "spaeter", "erst später vollständig"
    UNVOLLSTAENDIG = "unvollstaendig", "nicht vollständig"
    VEROEFFENTLICHT = "veroeffentlicht", "nicht vollständig, auch aus Veröffentlichungen"
    OHNE_ANGABE = "ohne-angabe", "ohne Angabe"


class Life(Vocabulary):
    """Whether the network existed in a period."""

    BESTAND = "bestand", "bestand"
    GEGRUENDET = "gegruendet", "im Zeitraum gegründet"
    BEENDET = "beendet", "im Zeitraum beendet"
    BEIDES = "gegruendet-und-beendet", "gegründet und beendet"
    NOCH_NICHT = "noch-nicht", "noch nicht gegründet"
    NICHT_MEHR = "nicht-mehr", "nicht mehr tätig"

    @property
    def existed(self) -> bool:
        """Whether the network may have existed."""
        return self not in {Life.NOCH_NICHT, Life.NICHT_MEHR}


@frozen(kw_only=True)
class PeriodView:
    """The reported period."""

    first: dt.date
    """Erster Tag."""
    last: dt.date
    """Letzter Tag."""
    day: dt.date
    """Bis zu welchem Tag berichtet wird: der letzte, oder der Stand."""
    year: int | None
    """Jahr, wenn es genau ein Kalenderjahr ist."""
    begun: bool
    """Ob der Zeitraum begonnen hat."""
    running: bool
    """Ob er noch läuft."""
    life: Life
    """Ob es das Netzwerk im Zeitraum gab."""
    records: Records
    """Was die Unterlagen abdecken."""
    records_since: PartialDate | None
    """Seit wann sie vollständig sind."""
    law_since: dt.date
    """Seit wann das Gesetz gilt."""

    @property
    def existed(self) -> bool:
        """Ob es das Netzwerk im Zeitraum gegeben haben kann."""
        return self.life.existed


@frozen(kw_only=True)
class Lasting:
    """Something that lasts from one day to another."""

    since: PartialDate | None
    """Ab wann."""
    until: PartialDate | None
    """Bis wann."""
    new: bool
    """Ob es im Zeitraum begann."""
    ended: bool
    """Ob es im Zeitraum endete."""
