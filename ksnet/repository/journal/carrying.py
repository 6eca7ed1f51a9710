"""Carries out a change with its journal; finishes an interrupted one, or undoes it, even later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ksnet.basics.errors import OutputProblem, UsageProblem, reason
from ksnet.basics.ordinary import read_ordinary
from ksnet.repository import sealed
from ksnet.repository.atomic import move_into_place, stage, sync_folder
from ksnet.repository.journal import (
    BY_HAND,
    FILE,
    UNFINISHED,
    Doing,
    FileChange,
    Journal,
    is_unfinished,
    kept,
    packed,
    problem_with,
    read_journal,
    refuse_unfinished,
)
from ksnet.repository.journal.kept import Kept, Today
from ksnet.repository.journal.lock import KSNET_FOLDER, writing


def carry_out(root: Path, folder: Path, changes: Mapping[str, FileChange], doing: Doing) -> None:
    """Bring every file from before to after; keep the journal if the change may be undone.

    An error on the way is rolled back and raised as OutputProblem. The caller holds the lock of the
    repository. A single file is whole at any time, so its journal is kept from the start.
    """
    targets = {file: change.after for file, change in sorted(changes.items())}
    alone = len(targets) == 1 and doing.kept
    try:
        staged = _staged(root, folder, targets)
        place = kept.new_place(root, doing.today.day) if alone else root / FILE
        move_into_place(stage(folder, packed(changes, doing), place), place)
        sync_folder(root)
    except OSError as error:
        raise OutputProblem(f"Die Änderung lässt sich nicht schreiben: {reason(error)}.") from error
    try:
        _replace(root, targets, staged)
    except OSError as error:
        _take_back(root, folder, changes, place)
        raise OutputProblem(
            f"Die Änderung lässt sich nicht schreiben: {_reason_there(error)}. {_AS_BEFORE}"
        ) from error
    if not alone:
        _close(root, doing.today.day if doing.kept else None)
    with suppress(OSError):  # the change is made; the next one removes what is too old
        kept.remove_old(root, doing.today)


_AS_BEFORE = "Es ist alles wie vorher."


def _reason_there(error: OSError) -> str:
    """Return in German why the system refused something, with the file."""
    file = error.filename2 or error.filename
    return f"{reason(error)} ({file})" if file else reason(error)


def _take_back(root: Path, folder: Path, changes: Mapping[str, FileChange], place: Path) -> None:
    try:
        _restore(root, folder, {file: change.before for file, change in changes.items()})
    except OSError as error:
        raise OutputProblem(UNFINISHED if place == root / FILE else reason(error)) from error
    _remove(place)


def _restore(root: Path, folder: Path, contents: Mapping[str, bytes | None]) -> None:
    """Bring files back to these contents, as far as they have others.

    What could not be replaced has them, and can still not be replaced: held open, read-only.
    """
    back = {
        file: content for file, content in contents.items() if _content_now(root, file) != content
    }
    _replace(root, back, _staged(root, folder, back))


def _close(root: Path, kept_on: dt.date | None) -> None:
    """Keep the journal of a finished change; with `kept_on` None remove all that is kept."""
    if kept_on is not None:
        (root / FILE).replace(kept.new_place(root, kept_on))
        sync_folder(root / kept.KEPT_FOLDER)
        sync_folder(root / KSNET_FOLDER)
    else:
        kept.clear_journals(root)
        sealed.clear_results(root)
        _remove(root / FILE)


def _staged(root: Path, folder: Path, targets: Mapping[str, bytes | None]) -> dict[str, Path]:
    """Write the new contents to temporary files, so that a full disk is noticed beforehand."""
    return {
        file: stage(folder, content, root / file)
        for file, content in targets.items()
        if content is not None
    }


def _replace(root: Path, targets: Mapping[str, bytes | None], staged: Mapping[str, Path]) -> None:
    for file, temporary in staged.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        move_into_place(temporary, root / file)
    for file in targets.keys() - staged.keys():
        (root / file).unlink(missing_ok=True)
        sync_folder((root / file).parent)
        for above in list(Path(file).parents)[:-3]:  # data/networks itself stays
            with suppress(OSError):
                (root / above).rmdir()


def _remove(place: Path) -> None:
    place.unlink(missing_ok=True)
    sync_folder(place.parent)


def recover(root: Path, *, undo: bool) -> dict[str, FileChange]:
    """Finish the interrupted change, or take it back; return its changes, empty if there is none.

    Raises UsageProblem, and changes nothing, where the journal is damaged, names a forbidden file,
    or no longer fits the files.
    """
    if not is_unfinished(root):
        return {}
    with writing(root) as folder:
        journal = read_journal(root / FILE)
        for file, change in journal.changes.items():
            problem = problem_with(root, file)
            if problem is None and _content_now(root, file) not in change:
                problem = f"{file} wurde seit der Unterbrechung von Hand geändert"
            if problem:
                raise UsageProblem(
                    f"Die unterbrochene Änderung lässt sich nicht abschließen: {problem}. Es wurde nichts angefasst.\n{BY_HAND.format(FILE)}"
                )
        _bring(root, folder, journal.changes, undo=undo)
        if undo:
            _remove(root / FILE)
        else:
            _close(root, journal.day if journal.kept else None)
    return journal.changes


def _bring(
    root: Path,
    folder: Path,
    changes: Mapping[str, FileChange],
    *,
    undo: bool,
    place: Path | None = None,
) -> None:
    """Write all files as they are after the changes, or with `undo` before them.

    A journal kept at `place` is the open one meanwhile.
    """
    now = {file: _content_now(root, file) for file in changes}
    targets = {file: change.before if undo else change.after for file, change in changes.items()}
    targets = {file: content for file, content in targets.items() if now[file] != content}
    try:
        staged = _staged(root, folder, targets)
        if place is not None:
            place.replace(root / FILE)
            sync_folder(root / KSNET_FOLDER)
        _replace(root, targets, staged)
    except OSError as error:
        again = "Bitte noch einmal versuchen."
        if place is not None:
            again = _AS_BEFORE if _kept_again(root, folder, now, place) else UNFINISHED
        raise OutputProblem(f"Das ist misslungen: {_reason_there(error)}. {again}") from error


def _kept_again(root: Path, folder: Path, now: Mapping[str, bytes | None], place: Path) -> bool:
    """Bring files back to what they were before a failed undo; return whether that succeeded."""
    try:
        _restore(root, folder, now)
        if is_unfinished(root):
            (root / FILE).replace(place)
            sync_folder(root / kept.KEPT_FOLDER)
    except OSError:
        return False
    return True


def undoable(root: Path, today: Today, most: int) -> list[Journal]:
    """Return the changes that can be undone, the last first; raises UsageProblem, OutputProblem."""
    young = [one for one in _kept_journals(root) if not one.too_old(today)]
    return [read_journal(one.path) for one in young[:most]]


def _kept_journals(root: Path) -> list[Kept]:
    try:
        return kept.journals(root)
    except OSError as error:
        raise OutputProblem(
            f"{kept.KEPT_FOLDER} lässt sich nicht lesen: {reason(error)}."
        ) from error


def undo(root: Path, today: Today) -> tuple[Journal, bool] | None:
    """Undo the last change that is kept; return its journal and whether anything was left to undo.

    None if nothing is kept. Raises UsageProblem, and changes nothing, where a change was
    interrupted, a file was edited since, or the journal is damaged or names a forbidden file.
    """
    refuse_unfinished(root)
    if not _kept_journals(root):
        return None
    with writing(root) as folder:
        refuse_unfinished(root)
        kept.remove_old(root, today)
        last = next(iter(kept.journals(root)), None)
        if last is None:
            return None
        journal = read_journal(last.path)
        if problem := next(
            filter(None, (problem_with(root, file) for file in journal.changes)), None
        ):
            raise UsageProblem(
                f"Das lässt sich nicht zurücknehmen: {problem}. Es wurde nichts angefasst."
            )
        now = {file: _content_now(root, file) for file in journal.changes}
        if all(now[file] == change.before for file, change in journal.changes.items()):
            _remove(last.path)
            return journal, False
        if edited := [
            file for file, change in journal.changes.items() if now[file] != change.after
        ]:
            raise UsageProblem(_edited(journal, edited))
        _bring(root, folder, journal.changes, undo=True, place=last.path)
        _remove(root / FILE)
    return journal, True


def _edited(journal: Journal, files: list[str]) -> str:
    return (
        f"„ksnet {journal.command}“ lässt sich nicht zurücknehmen, denn seitdem wurde geändert:\n"
        + "".join(f"  {file}\n" for file in files)
        + "Es wurde nichts angefasst. Was zurückzunehmen wäre, zeigt „ksnet undo --diff“. Entweder die späteren Änderungen von Hand\n"
        "zurücknehmen und dann „ksnet undo“ wiederholen, oder sie behalten und von Hand ändern, was nicht bleiben soll."
    )


def tidy(root: Path, today: Today) -> None:
    """Remove what interrupted commands left and what was kept long enough, if possible now."""
    folder = root / KSNET_FOLDER
    with suppress(OSError, OutputProblem):
        if not today.fixed and (today.day - sealed.last_change(root)).days > kept.DAYS:
            sealed.clear_results(root)
        if any(folder.glob(".*.tmp")) or kept.too_old(root, today):
            with writing(root):
                kept.remove_old(root, today)


def _content_now(root: Path, file: str) -> bytes | None:
    try:
        return read_ordinary(root / file)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputProblem(f"{file} lässt sich nicht lesen: {reason(error)}.") from error
