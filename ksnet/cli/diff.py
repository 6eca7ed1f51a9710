"""`ksnet diff`: changes of the records as sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.cli.call import Done, refuse_unlisted, today
from ksnet.cli.data_folder import find_root
from ksnet.cli.output import announce, deliver, gets_colors
from ksnet.cli.showing import choose_format, deliver_json

if TYPE_CHECKING:  # what reads options is imported by `ksnet.cli.commands`
    from ksnet.cli.options import AsOf, Output, Root, argument, flag, format_option, option

FORMATS = ("text", "md", "json")
WORKING_TREE = "Arbeitsstand"
FAIL_ON = ("new-errors",)


def diff(
    base: Annotated[
        str | None,
        argument(
            "[VORHER]",
            "Zweig, von dem dieser abging (sonst der Hauptzweig): Vergleich ab der Abzweigung. Auch VORHER..NACHHER und ZWEIG...NACHHER.",
        ),
    ] = None,
    head: Annotated[
        str | None,
        argument("[NACHHER]", "Stand danach; sonst die Dateien, wie sie jetzt daliegen."),
    ] = None,
    format: Annotated[str | None, format_option(FORMATS)] = None,
    exit_code: Annotated[
        bool, flag("--exit-code", "Exit-Code 1, wenn sich etwas geändert hat.")
    ] = False,
    fail_on: Annotated[
        str | None,
        option(
            "--fail-on",
            "|".join(FAIL_ON),
            "Exit-Code 1, wenn durch die Änderung neue Fehler entstehen.",
        ),
    ] = None,
    everything: Annotated[
        bool,
        flag("--all", "Viele neue oder entfernte Einträge einzeln nennen, nicht zusammengefasst."),
    ] = False,
    blob_url: Annotated[
        str,
        option(
            "--blob-url",
            "ADRESSE",
            "Für md: Adresse, unter der GitLab oder GitHub die Dateien zeigt; Stellen werden dann Verweise.",
        ),
    ] = "",
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
) -> None:
    """Sagt in Sätzen, was sich an den Unterlagen geändert hat, mit neuen und gelösten Befunden.

    Ohne NACHHER wird verglichen, was seit der Abzweigung von VORHER geschah, mit den Dateien, wie
    sie daliegen. VORHER NACHHER oder VORHER..NACHHER vergleicht zwei gespeicherte Stände (Commit,
    Zweig, Marke), ZWEIG...NACHHER einen mit der Stelle, an der er von ZWEIG abging.

    Beispiel: ksnet diff main
    """
    from ksnet.comparing import compare
    from ksnet.comparing.history import History
    from ksnet.comparing.output import as_markdown, as_text
    from ksnet.repository import Repository
    from ksnet.repository.journal import refuse_unfinished

    form, day = choose_format(format, output, FORMATS), today(as_of)
    if fail_on is not None:
        refuse_unlisted("--fail-on", fail_on, FAIL_ON)
    if blob_url and not re.fullmatch(r"https?://[^\s()<>\[\]]+", blob_url):
        raise UsageProblem("--blob-url: eine Adresse angeben, die mit https:// beginnt.")
    colored = gets_colors(output)
    folder = find_root(root)
    with History(folder) as history:
        chosen = history.revisions.range(base, head)
        if chosen.after is None:
            refuse_unfinished(folder)
        announce(chosen.note)
        before = history.stored(chosen.before)
        after = history.stored(chosen.after) if chosen.after else None
        comparison = compare(
            history.repository(before),
            history.repository(after) if after else Repository(folder),
            day,
            history.equal(before, after),
            history.tops(chosen.before, chosen.after),
            history.submodules(before, after),
        )
    names = chosen.called[0], chosen.called[1] or WORKING_TREE
    if form == "json":
        from ksnet.comparing.machine import as_json

        deliver_json(as_json(comparison, *names), output)
    else:
        said = (
            as_markdown(comparison, *names, blobs=blob_url, whole=everything)
            if form == "md"
            else as_text(comparison, *names, color=colored, whole=everything)
        )
        deliver(said, output, form=form)
    has_new_errors = any(finding.severity == "fehler" for finding in comparison.new)
    if (exit_code and not comparison.empty) or (fail_on and has_new_errors):
        raise Done(1)
