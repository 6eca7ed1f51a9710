"""`ksnet find`: full-text search in the records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.cli.call import today
from ksnet.cli.data_folder import choose_network, open_repository
from ksnet.cli.options import AsOf, Output, Root, argument, network_option
from ksnet.cli.output import ENOUGH_FOR_A_BAR, announce, deliver, gets_colors

if TYPE_CHECKING:
    from ksnet.editing.finding import FoundEntry
    from ksnet.repository import Network, Repository
    from ksnet.repository.positions import Positions


def find(
    text: Annotated[
        list[str], argument("TEXT …", "Ein oder mehrere Wörter; alle müssen vorkommen.")
    ],
    network: Annotated[
        str | None, network_option("Nur in diesem Netzwerk, Kennung oder Name.")
    ] = None,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
) -> None:
    """Sucht in allen Netzwerken nach allem, was in den Unterlagen steht.

    Stellen, Personen, Termine, Ergebnisse und alles andere. Groß- und Kleinschreibung, Umlaute und
    Akzente sind gleich; „Frau Müller“ findet auch „Mueller“. Zu jedem Fund stehen Kennung und Zeile
    da. Was an dem Tag nicht mehr oder noch nicht gilt (heute oder --as-of), steht am Ende, mit dem
    Datum.

    Beispiel: ksnet find Frau Müller
    """
    from ksnet.basics.searching import word_patterns
    from ksnet.editing.finding import found_in, may_hold
    from ksnet.repository.positions import Positions

    words = " ".join(text)
    wanted = word_patterns(words)
    if not wanted:
        raise UsageProblem(f"„{words}“ enthält kein Wort, nach dem sich suchen lässt.")
    day, colored = today(as_of), gets_colors(output)
    repository = open_repository(root)
    if network is not None:
        networks = [choose_network(repository, network)]
    else:
        networks = [
            repository.network(one)
            for one in repository.network_ids
            if may_hold(repository, one, wanted)
        ]
    for file in (file for one in networks for file in one.unreadable):
        announce(f"Nicht lesbar und nicht durchsucht: {file}")
    positions = Positions(repository)
    blocks = []
    for one in networks:
        hits = found_in(one, wanted, day)
        if hits:
            lines = [line for hit in hits for line in _hit_lines(hit, one, positions)]
            heading = f"{one.record.name} ({one.id})"
            blocks.append(
                "\n".join([f"\x1b[1m{heading}\x1b[0m" if colored else heading, *lines]) + "\n"
            )
    deliver("\n".join(blocks), output)
    if not blocks:
        announce(f"Zu „{words}“ steht nichts in den Unterlagen.{_near(repository, words)}")


def _hit_lines(hit: FoundEntry, network: Network, positions: Positions) -> list[str]:
    named = hit.name if hit.id in hit.name else f"{hit.name} ({hit.id})"
    lines = [f"  {hit.kind}: {named}{f'; {hit.ended}' if hit.ended else ''}"]
    if hit.field:
        lines.append(f"    {hit.field}: {hit.excerpt}" if hit.excerpt else f"    {hit.field}")
    return [*lines, f"    {hit.place.file}:{positions.line(hit.place, network.repairs)}"]


def _near(repository: Repository, words: str) -> str:
    """Return the name that was probably meant, unless there are too many networks to search."""
    from ksnet.basics.spelling import did_you_mean

    if len(repository.network_ids) > ENOUGH_FOR_A_BAR:
        return ""
    names: list[str] = []
    for network in repository.networks():
        bodies = [member for member in network.members.members if not member.sensitive]
        names += [
            name
            for member in bodies
            for name in (member.name, *(one.family_name for one in member.people))
            if name
        ]
        names += [group.name for group in network.record.groups]
    return did_you_mean(words, names)
