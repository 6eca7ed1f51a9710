"""What the document commands are about: audiences, periods, the networks that they read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ksnet.basics.errors import OutputProblem, UsageProblem
from ksnet.cli.call import of_option, refuse_unlisted
from ksnet.cli.data_folder import choose_network, refuse_vanished
from ksnet.cli.output import announce

if TYPE_CHECKING:
    import datetime as dt

    from ksnet.duties.counting.spans import Window
    from ksnet.protection.who import Audience
    from ksnet.repository import Network, Repository


def parse_audience(text: str) -> Audience:
    """Return the audience; raises UsageProblem for an unknown word."""
    from ksnet.protection.who import Audience

    refuse_unlisted("--audience", text, [one.value for one in Audience])
    return Audience(text)


def parse_year(text: str | None, option: str = "--year") -> int | None:
    """Return the year of an option; raises UsageProblem for anything else."""
    if text is None:
        return None
    from ksnet.records.said import said_year

    return of_option(option, said_year, text)


def parse_window(year: str | None, first: str | None, last: str | None) -> Window | None:
    """Return the window of `--year` or `--from` and `--to`, None without any of them.

    A month or a year means all of its days.
    """
    from datetime import date

    from ksnet.duties.counting.spans import Window
    from ksnet.records.said import said_date

    number = parse_year(year)
    if number is not None and (first or last):
        raise UsageProblem("--year und --from/--to schließen einander aus.")
    if number is not None:
        return Window.of_year(number)
    if not (first or last):
        return None
    begin: dt.date = of_option("--from", said_date, first).first if first else date.min
    end: dt.date = of_option("--to", said_date, last).last if last else date.max
    if end < begin:
        raise UsageProblem("--to liegt vor --from.")
    return Window(begin, end)


def one_or_each(
    repository: Repository, text: str | None, *, heads: bool = False
) -> Iterator[Network]:
    """Read the network that is meant, else all one by one; an unreadable one is named and left out.

    So the records of a whole Land are never in memory at once; of all, `heads` reads `network.yaml`
    alone. Raises UsageProblem for an unknown network, and where networks have vanished.
    """
    if text:
        yield choose_network(repository, text)
        return
    refuse_vanished(repository)
    for ident in repository.network_ids:
        network = repository.head(ident) if heads else repository.network(ident)
        if network.readable:
            yield network
        else:
            repository.unreadable += (network.file,)  # what is made of the others lacks it
            name_unreadable([network.file])


def whole_networks(
    repository: Repository, idents: Sequence[str] = (), *, force: bool
) -> Iterator[Network]:
    """Read networks (by default all) one by one, for many files to be written at once.

    Nobody checks each of these files, so they are made of complete records only: after an
    unreadable file nothing more is yielded, and OutputProblem is raised at the end; with `force`
    the file is only named.
    """
    if not idents:
        refuse_vanished(repository)
    broken = set(repository.unreadable)
    for ident in idents or repository.network_ids:
        network = choose_network(repository, ident) if idents else repository.network(ident)
        broken.update(network.unreadable, () if network.readable else [network.file])
        if network.readable and (force or not broken):
            yield network
    if broken and not force:
        raise OutputProblem(
            f"Nicht lesbar: {', '.join(sorted(broken))}. Was daraus entstünde, wäre unvollständig; geschrieben ist nichts. "
            "Was zu tun ist, sagt: ksnet validate. Trotzdem schreiben, ohne diese Dateien: --force"
        )
    name_unreadable(sorted(broken))


def name_unreadable(files: Iterable[str]) -> None:
    """Name the files that a document lacks."""
    for file in files:
        announce(
            f"Nicht lesbar und deshalb nicht berücksichtigt: {file} (ksnet validate sagt, warum)"
        )
