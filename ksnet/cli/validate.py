"""`ksnet validate`: check the records."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import OutputProblem, UsageProblem, reason
from ksnet.cli.call import Done, refuse_unlisted, today
from ksnet.cli.data_folder import file_filter, open_folder, refuse_vanished
from ksnet.cli.kept import CheckRun, Shown, kept_results
from ksnet.cli.output import announce, deliver, gets_colors, with_progress
from ksnet.reporting import FORMATS, FROM_CHECKOUT, reporter

if TYPE_CHECKING:  # what reads options is imported by `ksnet.cli.commands`
    from ksnet.checking import Checked, Finding, Selection
    from ksnet.checking.fixing import Mended
    from ksnet.cli.options import AsOf, Output, Root, argument, flag, option
    from ksnet.repository import Repository
    from ksnet.repository.sealed import Sealed

NAMED = 3  # errors in other files; of more, only the number is told


def validate(
    paths: Annotated[
        list[Path] | None,
        argument(
            "[PFAD]...",
            "Nur Befunde in diesen Dateien und Ordnern zeigen; geprüft wird immer alles, und Fehler in anderen Dateien, die damit zusammenhängen, werden genannt.",
        ),
    ] = None,
    format: Annotated[
        str, option("--format", "|".join(FORMATS), "Form der Ausgabe (sonst text).")
    ] = "text",
    select: Annotated[
        list[str] | None,
        option(
            "--select", "REGEL,…", "Nur diese Regeln: Name, Nummer oder Anfang der Nummer (KS3)."
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None, option("--ignore", "REGEL,…", "Diese Regeln nicht.")
    ] = None,
    fix: Annotated[
        bool, flag("--fix", "Beheben, was sich ohne Rückfrage beheben lässt, und den Rest melden.")
    ] = False,
    unsafe_fixes: Annotated[
        bool, flag("--unsafe-fixes", "Mit --fix: auch beheben, was nur wahrscheinlich gemeint ist.")
    ] = False,
    since: Annotated[
        str | None,
        option(
            "--since",
            "STAND",
            "Nur Befunde, die es dort noch nicht gab, wo dieser Zweig von STAND (Commit, Zweig, Marke) abging, zählen für den Exit-Code.",
        ),
    ] = None,
    diff: Annotated[
        bool, flag("--diff", "Nichts schreiben, sondern zeigen, was --fix ändern würde.")
    ] = False,
    strict: Annotated[bool, flag("--strict", "Auch Warnungen führen zum Exit-Code 1.")] = False,
    no_cache: Annotated[
        bool,
        flag("--no-cache", "Nichts aus früheren Prüfungen verwenden und nichts dafür aufheben."),
    ] = False,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
) -> None:
    """Prüft alle Unterlagen und zeigt, was zu ändern ist.

    Jeder Befund nennt Datei, Zeile und Spalte, was nicht stimmt und was zu tun ist. Exit-Code 0:
    keine Fehler, 1: Fehler gefunden, 2: falscher Aufruf. Mit --since zählt nur, was die Änderung
    mit sich bringt; was schon da war oder erst durch den Kalender dazukam, steht als Zahl in der
    letzten Zeile.

    Beispiel: ksnet validate data/networks/soest
    """
    _refuse_unfit(format, unsafe_fixes=unsafe_fixes and not (fix or diff))
    colored = gets_colors(output)
    day = today(as_of)
    folder = open_folder(root)
    kept = kept_results(folder, wanted=not no_cache)
    run = None
    if kept and format not in FROM_CHECKOUT and not (paths or fix or diff or since):
        run = CheckRun(
            kept, folder, day.isoformat(), format, colored, strict, _names(select), _names(ignore)
        )
        _end_as_before(run, output, form=format)
    from ksnet import checking

    selection = _selection(select, ignore)
    repository = _open(folder, kept)
    is_chosen = file_filter(repository, paths)
    if since is not None:
        _refuse_unknown(repository, since)
    if fix or diff:
        mended = _mend(repository, day, selection, is_chosen, unsafe=unsafe_fixes, write=not diff)
        result = mended.result
    else:
        mended = None
        result = with_progress(
            "Prüfe Netzwerke",
            len(repository.tree.networks),
            lambda progress: checking.check(repository, day, selection, progress),
        )
    if since is not None:
        from ksnet.comparing.since import since_commit

        result.since, note = since_commit(since, repository, result, day, selection)
        announce(note)
    if paths:
        _say_related(result.new, is_chosen, repository.settings.data)
    result.findings = [finding for finding in result.findings if is_chosen(finding.location.file)]
    result.silent = [finding for finding in result.silent if is_chosen(finding.location.file)]
    result.folder = _folder(repository) if format in FROM_CHECKOUT else ""
    if mended and diff:
        from ksnet.cli.changes import shown_diff

        text = shown_diff(mended.changes, *mended.veils)
    else:
        text = reporter(format, color=colored)(result)
    deliver(text, output, form="text" if mended and diff else format)
    if format == "github":
        _write_step_summary(result)
    if repository.tree.count == 0:
        announce("Es liegen noch keine Unterlagen da: data/networks ist leer.")
    code = _code(result, strict=strict)
    if run:
        run.keep(repository, Shown(text, code))
    raise Done(code)


def _refuse_unfit(format: str, *, unsafe_fixes: bool) -> None:
    """Raise UsageProblem for an unknown format, and for `--unsafe-fixes` alone."""
    refuse_unlisted("--format", format, FORMATS)
    if unsafe_fixes:
        raise UsageProblem("--unsafe-fixes gehört zu --fix oder --diff.")


def _end_as_before(run: CheckRun, output: str | None, *, form: str) -> None:
    """Write the kept output of the same call and exit, if it would be the same now."""
    if last := run.shown():
        deliver(last.text, output, form=form)
        raise Done(last.code)


def _code(result: Checked, *, strict: bool) -> int:
    from ksnet.basics.controlled import Severity

    return int(bool(result.count(Severity.FEHLER) or (strict and result.count(Severity.WARNUNG))))


def _open(folder: Path, kept: Sealed | None) -> Repository:
    from ksnet.repository import Repository

    repository = Repository(folder, kept=kept)
    # Faulty settings are reported otherwise, and may be the reason.
    if not repository.settings_faults:
        refuse_vanished(repository)
    return repository


def _selection(select: list[str] | None, ignore: list[str] | None) -> Selection:
    """Return the selected rules; raises UsageProblem for an unknown or too broad name."""
    from ksnet.checking import Selection

    selection = Selection(_names(select), _names(ignore))
    if problem := selection.problem():
        raise UsageProblem(problem)
    return selection


def _names(options: list[str] | None) -> tuple[str, ...]:
    return tuple(
        name.strip() for option in options or () for name in option.split(",") if name.strip()
    )


def _mend(
    repository: Repository,
    day: dt.date,
    selection: Selection,
    is_chosen: Callable[[str], bool],
    *,
    unsafe: bool,
    write: bool,
) -> Mended:
    """Fix what can be fixed in the chosen files, write it, and tell it."""
    from ksnet.checking import fixing
    from ksnet.cli.writing import this_command
    from ksnet.records import german
    from ksnet.repository.changes import write_changes

    def wanted(finding: Finding) -> bool:
        return (unsafe or finding.fixable == "safe") and is_chosen(finding.location.file)

    mended = fixing.mend(repository.root, day, selection, wanted)
    if write:
        write_changes(repository.root, mended.changes, this_command(day))
    verb = "lässt sich" if mended.mended == 1 else "lassen sich"
    findings = german.plural(mended.mended, "Befund", "Befunde")
    files = german.plural(len(mended.changes), "Datei", "Dateien")
    done = "behoben" if write else f"{verb} beheben"
    announce(f"{findings} in {files} {done}.")
    return mended


def _say_related(findings: list[Finding], is_chosen: Callable[[str], bool], data: str) -> None:
    """Tell the errors in other files that are related to the chosen ones."""
    from ksnet.checking.elsewhere import related_elsewhere
    from ksnet.records import german

    found = related_elsewhere(findings, is_chosen, data)
    if not found:
        return
    named = [f"{at.location.file}:{at.location.span.line} ({at.rule.name})" for at in found]
    verb = "hängt" if len(found) == 1 else "hängen"
    announce(
        f"{german.plural(len(found), 'Fehler', 'Fehler')} in anderen Dateien {verb} mit den gewählten zusammen: "
        f"{german.first_few(named, NAMED)}. Alles zeigt: ksnet validate"
    )


def _refuse_unknown(repository: Repository, revision: str) -> None:
    """Raise UsageProblem for an unknown revision, before anything is written."""
    from ksnet.comparing.history import History

    with History(repository.root) as history:
        history.revisions.commit(revision)


def _folder(repository: Repository) -> str:
    """Return the folder of the repository below the top of the checkout or the current folder."""
    from ksnet.cli.git import checkout

    if found := checkout(repository.root):
        return found[1].rstrip("/")
    here, root = Path.cwd(), repository.root.resolve()
    return root.relative_to(here).as_posix() if root != here and root.is_relative_to(here) else ""


def _write_step_summary(result: Checked) -> None:
    """Add the findings to the summary page of a GitHub job (GITHUB_STEP_SUMMARY)."""
    from ksnet.reporting.github import step_summary

    if not (page := os.environ.get("GITHUB_STEP_SUMMARY")):
        return
    try:
        with Path(page).open("a", encoding="utf-8", newline="\n") as file:
            file.write(step_summary(result))
    except OSError as error:
        raise OutputProblem(
            f"{page} (GITHUB_STEP_SUMMARY) lässt sich nicht schreiben: {reason(error)}."
        ) from error
