"""`ksnet import members`: a list of bodies and people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.cli.call import of_option, parse_day
from ksnet.cli.data_folder import choose_network
from ksnet.cli.importing.common import File, Import, conclude, file_content, imports
from ksnet.cli.options import NetworkOption, flag, option
from ksnet.cli.output import announce
from ksnet.cli.writing import open_for_writing

if TYPE_CHECKING:
    from ksnet.importing.lists.tables import Listing
    from ksnet.importing.matching import Answers

_ROW = expression(r"(?:(?P<sheet>[1-9][0-9]{0,3}):)?(?P<row>[0-9]{1,9})")


@imports
def members(
    how: Import,
    file: File,
    network: NetworkOption = None,
    sheet: Annotated[
        str | None, option("--sheet", "BLATT|ALL", "Das Blatt der Excel-Datei, oder ALL für alle.")
    ] = None,
    encoding: Annotated[
        str | None,
        option(
            "--encoding",
            "KODIERUNG",
            "Kodierung einer CSV-Datei, wenn sie sich nicht erkennen lässt (cp1252, cp850, mac_roman).",
        ),
    ] = None,
    partial: Annotated[
        bool | None,
        flag(
            "--partial",
            "Die Liste ist nur ein Teil: Wer in ihr fehlt, endet nicht. Ohne die Angabe gilt das, wenn sie weniger als die Hälfte der Stellen nennt.",
        ),
    ] = None,
    mapping: Annotated[
        Path | None,
        option(
            "--mapping",
            "DATEI",
            "YAML-Datei, die sagt, was die Spalten bedeuten: „Ansprechp.: Name, Vorname“.",
        ),
    ] = None,
    since: Annotated[
        str | None,
        option(
            "--since",
            "DATUM",
            "Seit wann dabei ist, wer neu in der Liste steht und dort keinen eigenen Beginn hat: ein Tag, Monat, Jahr oder „unbekannt“. "
            "Sonst bei der ersten Liste unbekannt, danach heute.",
        ),
    ] = None,
    ended_on: Annotated[
        str | None,
        option(
            "--ended-on",
            "DATUM",
            "Letzter Tag derer, die nicht mehr in der Liste stehen, z. B. 30.6.2026; sonst heute.",
        ),
    ] = None,
    accept: Annotated[
        list[str] | None,
        option(
            "--accept",
            "ZEILE[,ZEILE…]",
            "Auch mehrmals: In diesen Zeilen steht jemand Neues, auch wenn es nicht so aussieht.",
        ),
    ] = None,
    same: Annotated[
        list[str] | None,
        option(
            "--same",
            "ZEILE[,ZEILE…]",
            "Auch mehrmals: In diesen Zeilen steht, wem sie ähneln: dieselbe Stelle anders geschrieben, dieselbe Person mit neuem Namen.",
        ),
    ] = None,
    force: Annotated[
        bool,
        flag(
            "--force",
            "Es ist die vollständige Liste: Wer fehlt, endet, auch mehr als ein Viertel der Mitglieder.",
        ),
    ] = False,
) -> None:
    """Gleicht die Mitglieder eines Netzwerks mit einer Liste des Büros ab (.xlsx, .csv oder .vcf).

    Neue kommen dazu, Geändertes wird übernommen, wer in der vollständigen Liste fehlt, endet mit
    einem Datum; gelöscht wird nichts. Was unklar ist, bleibt, wie es ist, und wird genannt. Erst
    mit --dry-run ansehen, was geschähe.

    Beispiel: ksnet import members liste.xlsx --network soest --dry-run
    """
    from ksnet.editing import checks
    from ksnet.importing.lists.files import read_grids
    from ksnet.importing.lists.given import group_words
    from ksnet.importing.lists.headings import mapping_from
    from ksnet.importing.lists.listing import listing_of
    from ksnet.importing.matching import Answers
    from ksnet.importing.members import import_members
    from ksnet.importing.wording import TOO_MANY, members_text

    answers = Answers(
        ended_on=parse_day(ended_on, "--ended-on"),
        accepted=_rows("--accept", accept),
        same=_rows("--same", same),
        partial=False if force else partial,
        since=of_option("--since", checks.since, since) if since else None,
    )
    repository = open_for_writing(how.way.root)
    chosen = choose_network(repository, network)
    groups = group_words(chosen.record.groups)
    meanings = (
        mapping_from(mapping.name, file_content(mapping), groups) if mapping is not None else {}
    )
    listing = listing_of(
        read_grids(file.name, file_content(file), encoding), meanings, sheet, file.name, groups
    )
    _require_rows(answers, listing)
    imported = import_members(repository, chosen.id, listing, how.way.day, answers)
    sheets = ", ".join(f"„{name}“" for name in listing.sheets if name)
    text = members_text(
        imported.plan, chosen.record, f"{file.name} (Blatt {sheets})" if sheets else file.name
    )
    too_many = imported.plan.ending_too_many and not force
    if too_many and not how.way.diff and not how.only_told:
        announce(text)
        raise UsageProblem(TOO_MANY)
    conclude(repository, imported, text, how)
    if too_many and how.only_told:
        announce(TOO_MANY)


def _require_rows(answers: Answers, listing: Listing) -> None:
    """Raise UsageProblem for an answer about a row that the list does not have, or two answers."""
    from ksnet.importing.notes import row_name

    there = {line.number for line in listing.lines}
    for name, rows in (("--accept", answers.accepted), ("--same", answers.same)):
        if unknown := sorted(set(rows) - there):
            raise UsageProblem(
                f"{name}: In {row_name(unknown[0])} steht in dieser Liste nichts. Gemeint ist die Nummer, die bei der Frage steht."
            )
    if twice := sorted(set(answers.accepted) & set(answers.same)):
        raise UsageProblem(
            f"{row_name(twice[0])} steht bei --accept und bei --same. Nur eines angeben: --accept für Neues, --same für das, dem sie ähnelt."
        )


def _rows(option: str, texts: list[str] | None) -> frozenset[int]:
    """Parse the rows of all --accept or all --same; raises UsageProblem.

    The grammar: `[sheet ":"] row { "," [sheet ":"] row }`, as in `14,17` or `2:14`, row 14 of the
    second sheet that is read.
    """
    from ksnet.importing.notes import NEXT_SHEET

    numbers = []
    for text, part in [(one, part) for one in texts or () for part in one.split(",")]:
        match = _ROW.fullmatch(part.strip())
        if match is None:
            raise UsageProblem(
                f"{option}: „{text}“ sind keine Zeilennummern. Schreibweise: 14 oder 14,17; auf dem zweiten Blatt 2:14."
            )
        numbers.append((int(match["sheet"] or 1) - 1) * NEXT_SHEET + int(match["row"]))
    return frozenset(numbers)
