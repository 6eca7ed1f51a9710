"""The Tätigkeitsbericht of a network for a period, its Arbeitsfassung, and the Vorlagen."""

from ksnet.documents.report.build import ReportBuilder
from ksnet.documents.report.views.documents import AnnexView, ReportView, VorlageView
from ksnet.documents.report.vorlage import Committee, committees, vorlage_view

__all__ = [
    "AnnexView", "Committee", "ReportBuilder", "ReportView", "VorlageView", "committees",
    "vorlage_view",
]  # fmt: skip
