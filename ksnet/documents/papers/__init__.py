"""The papers of one meeting: invitation, empty attendance sheet, and the minutes as a form filled from the agenda.

They are for the members of the network. What is written into a printed sheet or a form never comes back into the
records, which hold only who was represented and how many were there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum

from ksnet.documents.model import Document
from ksnet.documents.papers.attendance import attendance_sheet
from ksnet.documents.papers.invitation import invitation
from ksnet.documents.papers.meeting import Meeting
from ksnet.documents.papers.minutes import minutes_form
from ksnet.records.event import EventRecord
from ksnet.repository import Filed, Network


class Paper(StrEnum):
    """What is made of a meeting."""

    EINLADUNG = "einladung"
    TEILNEHMENDENLISTE = "teilnehmendenliste"
    PROTOKOLL = "protokoll"


_BUILDERS: Mapping[Paper, Callable[[Meeting], Document]] = {
    Paper.EINLADUNG: invitation,
    Paper.TEILNEHMENDENLISTE: attendance_sheet,
    Paper.PROTOKOLL: minutes_form,
}


def make_paper(network: Network, event: Filed[EventRecord], what: Paper, *, as_of: dt.date) -> Document:
    """Make a paper for one event of a network, as of a day."""
    return _BUILDERS[what](Meeting(network, event, as_of))
