"""What documents say, independent of how they look: built from the records, for an audience, as of a day."""

from ksnet.counting.spans import Window
from ksnet.documents.calendar import CalendarView, calendar_view
from ksnet.documents.events import CalendarEntry
from ksnet.documents.members import MembersView, members_view
from ksnet.documents.model import Audience, Chapter, Document
from ksnet.documents.plan import PlanView, plan_view
from ksnet.documents.report import ReportDocument, report_document
from ksnet.documents.vorlage import VorlageDocument, vorlage_document

__all__ = [
    "Audience",
    "CalendarEntry",
    "CalendarView",
    "Chapter",
    "Document",
    "MembersView",
    "PlanView",
    "ReportDocument",
    "VorlageDocument",
    "Window",
    "calendar_view",
    "members_view",
    "plan_view",
    "report_document",
    "vorlage_document",
]
