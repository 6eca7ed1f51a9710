"""`ksnet confirm`: confirm or correct proposals of an import."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.cli.asking import Asker
from ksnet.cli.data_folder import categories_here, choose_network
from ksnet.cli.new.common import choices_of
from ksnet.cli.options import argument, complete_network, flag, option
from ksnet.cli.output import announce, deliver, tell
from ksnet.cli.parameters import lists_choices
from ksnet.cli.writing import Delivery, finish, open_for_writing, writes_unasked
from ksnet.records.vocabulary import FieldOfWork

if TYPE_CHECKING:
    from ksnet.editing.confirming import Correction, ToConfirm
    from ksnet.lands import Land
    from ksnet.repository import Repository
    from ksnet.rules.context import NetworkContext

_AS_PROPOSED = "wie vorgeschlagen"


@lists_choices({"--category": categories_here, "--field": FieldOfWork})
@writes_unasked
def confirm(
    way: Delivery,
    what: Annotated[
        list[str] | None,
        argument(
            "[NETZWERK] [STELLE]...",
            "Das Netzwerk (unnötig, wenn es nur eines gibt) und die Stellen, deren Vorschläge stimmen: Kennung oder Name.",
            autocompletion=complete_network,
        ),
    ] = None,
    all_: Annotated[bool, flag("--all", "Alle Vorschläge bestätigen.")] = False,
    category: Annotated[
        list[str] | None,
        option(
            "--category", "KENNUNG=KATEGORIE[,…]", "Diese Stelle hat die Kategorie; auch mehrmals."
        ),
    ] = None,
    field: Annotated[
        list[str] | None,
        option("--field", "KENNUNG=FELD", "Diese Stelle hat das Handlungsfeld; auch mehrmals."),
    ] = None,
) -> None:
    """Bestätigt oder berichtigt, was ein Import vorgeschlagen hat: Kategorie und Handlungsfeld.

    Zeigt zuerst, was nicht bestätigt ist. Auf einem Terminal genügt dann eine Antwort; in Skripten
    --all oder die Kennungen. Bis dahin zählt eine Stelle nicht als Vertretung einer Kategorie.

    Beispiel: ksnet confirm soest --all --category kita-nord=traeger-8a
    """
    from ksnet.editing import confirming
    from ksnet.editing.naming import refuse_unreadable
    from ksnet.records import german
    from ksnet.rules.context import NetworkContext

    repository = open_for_writing(way.root)
    network, idents = _meant(repository, what or [])
    context = NetworkContext(choose_network(repository, network), way.day)
    refuse_unreadable(context.network, "/members.yaml")
    found = confirming.proposals(context)
    corrections = {
        confirming.choose(found, [name])[0].id: one
        for name, one in _corrections(category or [], field or [], context.network.land).items()
    }
    picked = confirming.choose(found, [*idents, *corrections])
    if all_:
        picked = found
    if not found:
        announce(f"In „{context.network.id}“ ist alles bestätigt.")
        return
    if not picked:
        deliver(_listing(found), way.output)
        picked, corrections = _asked(context, found)
        if not picked:
            return
    changes = confirming.confirm(repository, context, picked, corrections)
    changed = [
        one for one in picked if one.id in corrections and corrections[one.id].changes(one.member)
    ]
    corrected = f", davon {len(changed)} berichtigt" if changed else ""
    left = len(found) - len(picked)
    done = [f"Bestätigt: {german.plural(len(picked), 'Stelle', 'Stellen')}{corrected}."]
    done += [f"Noch nicht bestätigt: {german.plural(left, 'Stelle', 'Stellen')}."] if left else []
    finish(repository, changes, way, done=done)


def _meant(repository: Repository, words: list[str]) -> tuple[str | None, list[str]]:
    """Return the network, optional where it is the only one, and the bodies."""
    networks = repository.network_ids
    if words and (words[0] in networks or len(networks) != 1):
        return words[0], words[1:]
    return None, words


def _listing(found: Sequence[ToConfirm]) -> str:
    """Return all proposals, equal ones below one heading, each with its number."""
    lines = []
    numbered = list(enumerate(found, start=1))
    for words, alike in groupby(numbered, key=lambda pair: pair[1].words):
        lines.append(f"{words}:")
        lines += [
            f"  {number:3}  {one.name}" + ("" if one.member.sensitive else f" ({one.id})")
            for number, one in alike
        ]
    return "\n".join(lines) + "\n"


def _asked(
    context: NetworkContext, found: Sequence[ToConfirm]
) -> tuple[list[ToConfirm], dict[str, Correction]]:
    """Ask which proposals are wrong, and the right values; empty without a terminal or a yes."""
    from ksnet.editing.confirming import Correction
    from ksnet.records import german

    asker, land = Asker({}), context.network.land
    if not asker.interactive:
        tell(
            f"\nNichts geschrieben. Stimmt alles: ksnet confirm {context.network.id} --all; sonst die Kennungen nennen."
        )
        return [], {}
    bodies = german.plural(len(found), "Stelle", "Stellen")
    answer = asker.text(
        "wrong",
        f"\nStimmt das für alle {bodies}? (j, n, oder die Nummern, die nicht stimmen)",
        default="n",
    )
    if (answer or "n").lower() in {"n", "nein"}:
        tell("Nichts geschrieben.")
        return [], {}
    numbers = (
        set()
        if (answer or "").lower() in {"j", "ja", "y", "yes"}
        else _numbers(answer or "", len(found))
    )
    corrections: dict[str, Correction] = {}
    for number in sorted(numbers):
        one = found[number - 1]
        tell(f"\n{one.name}")
        categories = asker.texts(
            f"category {number}",
            f"Kategorie{land.after('subsection')}",
            choices=choices_of(land.categories),
            nothing=_AS_PROPOSED,
        )
        work = asker.text(
            f"field {number}",
            "Handlungsfeld",
            choices=choices_of(FieldOfWork),
            nothing=_AS_PROPOSED,
        )
        if categories or work:
            corrections[one.id] = Correction(
                tuple(one for one in land.categories if one in categories) or None,
                FieldOfWork.of(work) if work else None,
            )
    left_out = {found[number - 1].id for number in numbers} - corrections.keys()
    return [one for one in found if one.id not in left_out], corrections


def _numbers(answer: str, most: int) -> set[int]:
    try:
        numbers = {int(part) for part in answer.replace(",", " ").split()}
    except ValueError:
        numbers = {0}
    if not all(1 <= number <= most for number in numbers):
        raise UsageProblem(f"„{answer}“ sind keine Nummern von 1 bis {most}. Nichts geschrieben.")
    return numbers


def _corrections(
    categories: Sequence[str], fields: Sequence[str], land: Land
) -> dict[str, Correction]:
    from ksnet.editing.candidates import value_called
    from ksnet.editing.confirming import Correction

    by_id = {
        ident: tuple(
            value_called(
                land.categories, word.strip(), f"--category: „{word.strip()}“ gibt es nicht."
            )
            for word in words.split(",")
        )
        for ident, words in map(_pair, categories)
    }
    work = {
        ident: value_called(FieldOfWork, word.strip(), f"--field: „{word.strip()}“ gibt es nicht.")
        for ident, word in map(_pair, fields)
    }
    return {ident: Correction(by_id.get(ident), work.get(ident)) for ident in (*by_id, *work)}


def _pair(text: str) -> tuple[str, str]:
    ident, equals, value = text.partition("=")
    if not (ident and equals and value):
        raise UsageProblem(
            f"„{text}“: gemeint ist KENNUNG=WERT, zum Beispiel kita-nord=traeger-8a."
        )
    return ident.strip(), value
