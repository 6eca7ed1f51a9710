"""What documents say, independent of how they look: built from the records, for an audience, as of a day."""

from ksnet.counting.spans import Window
from ksnet.documents.calendar import CalendarView, calendar_view
from ksnet.documents.events import CalendarEntry
from ksnet.documents.members import MembersView, members_view
from ksnet.documents.plan import PlanView, plan_view
from ksnet.documents.report import (
    AnnexView,
    ReportView,
    VorlageView,
    annex_view,
    committees,
    report_view,
    vorlage_view,
)
from ksnet.documents.view import Audience

__all__ = [
    "AnnexView",
    "Audience",
    "CalendarEntry",
    "CalendarView",
    "MembersView",
    "PlanView",
    "ReportView",
    "VorlageView",
    "Window",
    "annex_view",
    "calendar_view",
    "committees",
    "members_view",
    "plan_view",
    "report_view",
    "vorlage_view",
]
