"""Records for the examples of the family KS6."""

from __future__ import annotations

MEETING_FILE = "data/events/musterstadt/2026-03-10-treffen.yaml"
HEAD = "title: Netzwerktreffen\nkind: netzwerktreffen\ngroups: [plenum]\nstart: 2026-03-10 13:30\n"
HELD, TASKS = "status: stattgefunden\n", "tasks: [begleitung]\n"
ATTENDED, MINUTES = "attendance:\n  total: 24\n", "minutes: {status: freigegeben}\n"
SINCE = "complete_since: 2026-03-01\n"
COVERED = {"network": SINCE}


def covered(*parts: str) -> dict[str, str]:
    """Return a meeting made of these parts, in the time for which the records are complete."""
    return {**COVERED, MEETING_FILE: "".join(parts)}
