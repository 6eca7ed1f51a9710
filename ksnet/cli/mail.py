"""`ksnet mail`: the addresses of a group, an event or a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.cli.call import refuse_unlisted, today
from ksnet.cli.data_folder import choose_network, open_repository
from ksnet.cli.options import (
    AsOf,
    Output,
    Root,
    argument,
    flag,
    format_option,
    network_option,
    option,
)
from ksnet.cli.output import announce, deliver
from ksnet.cli.parameters import lists_choices
from ksnet.cli.scope import name_unreadable
from ksnet.cli.showing import choose_format

if TYPE_CHECKING:
    import datetime as dt

    from ksnet.documents.mailing import Mailing
    from ksnet.repository import Network, Repository

FORMATS = ("text", "mailto", "csv")
FIELDS = {"an": "to", "cc": "cc", "bcc": "bcc"}
LONGEST_LINK = 2000  # characters; mail programs on Windows truncate longer addresses


@lists_choices({
    "--format": (
        ("text", "zum Einfügen in Outlook"), ("mailto", "ein Verweis, der eine Nachricht öffnet"),
        ("csv", "für einen Serienbrief"),
    ),
    "--field": (
        ("an", "alle sehen alle Adressen"), ("cc", "in Kopie, alle sehen alle Adressen"),
        ("bcc", "niemand sieht die anderen (sonst)"),
    ),
})  # fmt: skip
def mail(
    to: Annotated[
        str,
        argument(
            "GREMIUM|TERMIN|NETZWERK",
            "Gremium oder Termin mit Kennung oder Name, oder das ganze Netzwerk.",
        ),
    ],
    network: Annotated[
        str | None, network_option("In welchem Netzwerk, Kennung oder Name.")
    ] = None,
    field: Annotated[
        str | None, option("--field", "|".join(FIELDS), "Für --format mailto: in welches Feld.")
    ] = None,
    bcc: Annotated[bool, flag("--bcc", "Dasselbe wie --field bcc.")] = False,
    format: Annotated[str | None, format_option(FORMATS)] = None,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
) -> None:
    """Gibt Mailadressen aus: eines Gremiums, der Eingeladenen eines Termins, eines Netzwerks.

    Genannt wird nur, wer an dem Tag im Amt ist: heute oder an dem Tag von --as-of, bei einem
    künftigen Termin an dessen Tag. Wer keine Adresse hat, wird auf dem Terminal genannt. Beim
    Schreiben an viele gehören die Adressen in das Feld Bcc.

    Beispiele: ksnet mail ak-schule
               ksnet mail soest/2025-05-21-regionalgruppe --format csv -o serienbrief.csv
    """
    from ksnet.documents.mailing import mailing_rows

    form = choose_format(format, output, FORMATS)
    field = field or "bcc"
    refuse_unlisted("--field", field, tuple(FIELDS))
    if bcc and field != "bcc":
        raise UsageProblem(f"--bcc und --field {field} schließen einander aus.")
    day = today(as_of)
    mailing = _mailing(open_repository(root), to, network, day)
    if form == "csv":
        from ksnet.rendering.csvfile import render_csv

        deliver(render_csv(mailing_rows(mailing)), output, form="csv")
    else:
        addresses = [one.email for one in mailing.recipients]
        text = "; ".join(addresses) if form == "text" else _link(addresses, FIELDS[field])
        deliver(f"{text}\n" if addresses else "", output)
    announce(_summary(mailing))


def _link(addresses: list[str], field: str) -> str:
    """Return a link that opens a message to these addresses (RFC 6068)."""
    from urllib.parse import quote

    listed = ",".join(quote(address, safe="@") for address in addresses)
    link = f"mailto:{listed}" if field == "to" else f"mailto:?{field}={listed}"
    if len(link) > LONGEST_LINK:
        announce(
            f"Der Verweis ist {len(link)} Zeichen lang; manche Mailprogramme schneiden nach {LONGEST_LINK} ab. "
            "Sicherer ist --format text."
        )
    return link


def _summary(mailing: Mailing) -> str:
    number = len(mailing.recipients)
    lines = [f"{number or 'Keine'} {'Adresse' if number == 1 else 'Adressen'}."]
    if mailing.without:
        lines += ["Ohne Mailadresse:", *(f"  {name}" for name in mailing.without)]
    if mailing.protected:
        several = f"{mailing.protected} geschützte Einrichtungen"
        bodies = "Eine geschützte Einrichtung" if mailing.protected == 1 else several
        lines.append(f"{bodies}: nicht aufgeführt, bitte auf eigenem Weg benachrichtigen.")
    return "\n".join(lines)


def _mailing(repository: Repository, to: str, wanted: str | None, day: dt.date) -> Mailing:
    """Return the recipients for a command-line word.

    Raises UsageProblem for none or several, OutputProblem where their file cannot be read.
    """
    from ksnet.documents.expected import event_day
    from ksnet.documents.mailing import event_mailing, group_mailing, network_mailing
    from ksnet.editing.candidates import Candidate, candidate, pick
    from ksnet.editing.naming import network_and_name, refuse_unreadable

    to = to.removesuffix(".yaml")
    wanted, to = network_and_name(repository, to, wanted)
    if to in repository.network_ids and wanted in (None, to):
        whole = choose_network(repository, to)
        refuse_unreadable(whole, "/members.yaml")
        return network_mailing(whole, day)
    networks = [choose_network(repository, wanted)] if wanted else list(repository.networks())
    found: dict[Candidate, tuple[Network, str]] = {}
    for one in networks:
        refuse_unreadable(one, f"/{to}.yaml")
        if not one.readable:
            name_unreadable([one.file])
        alone = len(networks) == 1
        found[Candidate(one.id, (one.record.name,))] = one, "network"
        found |= {
            candidate(one, group.id, group, alone=alone): (one, "group")
            for group in one.record.groups
        }
        found |= {
            candidate(one, key, event.record, alone=alone): (one, "event")
            for key, event in one.events.items()
        }
    meant = pick(to, found, f"Ein Gremium oder einen Termin „{to}“ gibt es nicht.")
    one, what = found[meant]
    refuse_unreadable(one, "/members.yaml")
    if what == "network":
        return network_mailing(choose_network(repository, one.id), day)
    if what == "group":
        return group_mailing(one, meant.id, day)
    event = one.events[meant.id].record
    return event_mailing(one, event, max(day, event_day(event, day)))
