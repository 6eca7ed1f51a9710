"""The years that a change affects: newly open duties, and years already approved."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from ksnet.comparing.change import Change
from ksnet.comparing.differing import Differing
from ksnet.comparing.notices import Notice, Topic
from ksnet.duties.assessing import Status
from ksnet.records import german
from ksnet.records.year import Approval
from ksnet.repository import Network

_MOST_FILES = 3  # named in a notice


def year_notices(states: Differing, changes: Iterable[Change], as_of: dt.date) -> Iterator[Notice]:
    """Yield notices of newly open duties in any year, and of changed approved years.

    Renaming and formatting change no year.
    """
    told = {change.file for change in changes if change.kind not in ("renamed", "formatting")}
    old_ids = {new: old for old, new in states.matched.networks.items()}
    for ident in sorted(states.networks):
        before, after = (states.was.network(old_ids.get(ident, ident)), states.now.network(ident))
        if before is not None and after is not None:
            yield from _opened(states, before, after, as_of)
            yield from _approved(before, after, told)


def _opened(states: Differing, before: Network, after: Network, as_of: dt.date) -> Iterator[Notice]:
    opened: dict[tuple[str, str], list[int]] = defaultdict(list)
    years = (_years(network, states.touched, as_of) for network in (before, after))
    for year in sorted(set().union(*years)):
        known = {
            duty: status
            for duty, (_, status) in states.was.duties(before.id, as_of, year).items()
            # Without a file that cannot be read, nobody knows whether it was open.
            if not (before.unreadable and status is Status.NICHT_BEURTEILBAR)
        }
        for duty, (title, status) in states.now.duties(after.id, as_of, year).items():
            if status is Status.OFFEN and known.get(duty, status) is not Status.OFFEN:
                opened[duty, title].append(year)
    for (duty, title), found in opened.items():
        when = "" if found == [as_of.year] else f", {german.join([str(year) for year in found])}"
        yield Notice(
            Topic.DUTIES, f"Pflicht wird offen: {title} ({duty}, {after.id}{when})", after.file
        )


def _years(network: Network, touched: Collection[str], as_of: dt.date) -> set[int]:
    """Return the years up to this one that the touched files of a network concern."""
    of_events = {event.file: _years_of(network, ident) for ident, event in network.events.items()}
    everything = {year for years in of_events.values() for year in years} | set(network.years)
    if {network.file, network.members_file} & set(touched):
        found = everything
    else:
        found = {year for file, years in of_events.items() if file in touched for year in years}
        found |= {year for year, filed in network.years.items() if filed.file in touched}
    return {year for year in found if year <= as_of.year} | {as_of.year}


def _years_of(network: Network, ident: str) -> set[int]:
    """Return the years of an event; without a date, that of its file name."""
    record = network.events[ident].record
    found = {
        day.year
        for occasion in record.occasions
        for day in (occasion.start.date.first, occasion.start.date.last)
    }
    return found or ({int(ident[:4])} if ident[:4].isdigit() else set())


def _approved(before: Network, after: Network, touched: Collection[str]) -> Iterator[Notice]:
    """Yield notices of approved years and plans that are changed."""
    for year, filed in sorted(before.years.items()):
        if not filed.record.approved:
            continue
        files = {
            event.file
            for network in (before, after)
            for ident, event in network.events.items()
            if event.file in touched and year in _years_of(network, ident)
        }
        if filed.file in touched:
            files.add(filed.file)
        if files:
            yield _approval_notice(f"Der Bericht über {year}", filed.record.approved, files)
    for plan in before.plans.values():
        if plan.record.approved and plan.file in touched:
            yield _approval_notice(f"Der Plan „{plan.id}“", plan.record.approved, {plan.file})


def _approval_notice(what: str, approved: Iterable[Approval], files: Collection[str]) -> Notice:
    last = list(approved)[-1]
    when = f" (zuletzt {german.on_text(last.on)})" if last.on is not None else ""
    named = sorted(files)
    text = f"{what} ist schon zur Kenntnis genommen oder beschlossen{when}; geändert wird trotzdem: {german.first_few(named, _MOST_FILES)}"
    return Notice(Topic.DUTIES, text, named[0])
