"""What documents say, independent of how they look: built from the records, for an audience, as of a day.

A document is imported when its name is first used: making the classes of all of them takes a tenth of a command's time.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    from ksnet.duties.counting.spans import Window
    from ksnet.protection.who import Audience

__all__ = [
    "AnnexView", "Audience", "CalendarEntry", "CalendarView", "MembersView", "PlanView", "ReportView",
    "VorlageView", "Window", "annex_view", "calendar_view", "committees", "members_view", "plan_view",
    "report_view", "vorlage_view",
]  # fmt: skip

_MODULES = {
    "ksnet.duties.counting.spans": ("Window",),
    "ksnet.documents.calendar": ("CalendarView", "calendar_view"),
    "ksnet.documents.events": ("CalendarEntry",),
    "ksnet.documents.members": ("MembersView", "members_view"),
    "ksnet.documents.plan": ("PlanView", "plan_view"),
    "ksnet.protection.who": ("Audience",),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Import the module of a document."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = next((module for module, names in _MODULES.items() if name in names), "ksnet.documents.report")
    return getattr(import_module(module), name)
