"""Changes of what governs the records: rules, Land, templates, CI, reviewers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from ksnet.basics.limits import limits
from ksnet.basics.steps import steps, takes_long
from ksnet.checking import Checked
from ksnet.comparing.notices import Notice, Topic
from ksnet.comparing.rule_notices import switches, weights
from ksnet.comparing.side import Side
from ksnet.records import german
from ksnet.repository import CODEOWNERS, IMPORTS_FILE, Repository
from ksnet.repository.lands import LANDS
from ksnet.repository.sources import FileSource

# What runs when a change is proposed or merged, and what tells Git how to treat files.
JOBS = tuple(
    """
    .gitlab-ci.yml .gitlab .github ci .pre-commit-config.yaml .gitattributes .gitmodules
    requirements.txt
    """.split()
)
_RUNS = "Was bei einer Änderung von selbst läuft (CI, Git)"
_LAND = "Das Land, nach dem geprüft wird (Pflichten, Kategorien, Wörter)"
_TOLD = "Was Importen schon gesagt wurde"
_MOST_FILES = 200  # of a folder; more are something else


def control_notices(
    was: Side, now: Side, checked: Checked, tops: tuple[FileSource, FileSource]
) -> list[Notice]:
    """Return the changes of all that governs the records; `checked` is the state after."""
    before, after = was.repository, now.repository
    settings = before.settings.rules, after.settings.rules
    return [
        *switches(now, *settings, checked),
        *weights(now, *settings, checked),
        *_beside(before.source, after.source, (LANDS,), _LAND),
        *_beside(before.source, after.source, (IMPORTS_FILE,), _TOLD),
        *_templates(before, after),
        *_beside(*tops, JOBS, _RUNS),
        *_owners(*tops),
    ]


def submodule_notices(paths: Iterable[str]) -> Iterator[Notice]:
    """Yield that folders are repositories of their own, in which nothing is compared."""
    for path in sorted(paths):
        text = f"{path} ist ein eigenes Git-Verzeichnis (Submodul) und nicht mehr dasselbe; was darin steht, ist hier nicht verglichen"
        yield Notice(Topic.CHECKS, text)


# --- templates ---


def _templates(before: Repository, after: Repository) -> Iterator[Notice]:
    """Yield each own template that was added, removed or changed, and its documents."""
    was = dict(_files(before.source, before.settings.templates))
    now = dict(_files(after.source, after.settings.templates))
    for name in sorted(was.keys() | now.keys()):
        differing = _differing(before.source, was.get(name), after.source, now.get(name))
        if differing is None:
            continue
        old, new = differing
        unknown = "keine Vorlage des Programms; sie wirkt, wo andere sie einbinden"
        meant = f" ({_purposes().get(name) or unknown})"
        path = now.get(name) or was[name]
        if old is None:
            what = f"Eigene Vorlage neu: {name}{meant}; alle Dokumente daraus ändern sich"
        elif new is None:
            again = "die Dokumente folgen wieder dem Programm"
            what = f"Eigene Vorlage entfällt: {name}{meant}; {again}"
        else:
            what = f"Vorlage geändert: {name}{meant}, {_changed_lines(old, new)[1]}"
        yield Notice(Topic.CHECKS, what, path, _changed_lines(old or b"", new or b"")[0])


@cache
def _purposes() -> dict[str, str]:
    from ksnet.rendering.catalogue import packaged_entries

    return {entry.name: entry.purpose for entry in packaged_entries()}


# --- Land, CI and review ---


def _beside(
    before: FileSource, after: FileSource, tops: Iterable[str], what: str
) -> Iterator[Notice]:
    """Yield each changed file of some files and folders beside the records; `what` they are."""
    paths = {path for source in (before, after) for top in tops for _, path in _files(source, top)}
    paths -= set(CODEOWNERS)
    for path in sorted(paths):
        old_path, new_path = (
            path if source.kind(path, follow=False) else None for source in (before, after)
        )
        differing = _differing(before, old_path, after, new_path)
        if differing is None:
            continue
        old, new = differing
        line, count = _changed_lines(old or b"", new or b"")
        word = "kommt hinzu" if old is None else "entfällt" if new is None else f"geändert, {count}"
        yield Notice(Topic.CHECKS, f"{what}: {path} {word}", path, line if new else 1)


def _owners(before: FileSource, after: FileSource) -> Iterator[Notice]:
    """Yield the files whose required reviewers change."""
    for path in CODEOWNERS:
        old, new = (
            _content(source, path if source.kind(path) == "file" else None)
            for source in (before, after)
        )
        if old == new:
            continue
        was, now = _owners_by_pattern(old), _owners_by_pattern(new)
        for pattern in sorted(was.keys() | now.keys()):
            if was.get(pattern) != now.get(pattern):
                line = now[pattern][1] if pattern in now else 1
                who, whom = (found[pattern][0] if pattern in found else "" for found in (now, was))
                if who == whom:
                    continue
                text = f"Prüfen muss {pattern} jetzt {who or 'niemand mehr'} (bisher {whom or 'niemand eigens'})"
                yield Notice(Topic.CHECKS, text, path, line)
        if new is None:
            yield Notice(
                Topic.CHECKS,
                f"{path} entfällt: Niemand wird mehr von selbst um Prüfung gebeten",
                path,
            )


def _owners_by_pattern(content: bytes | None) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(
        (content or b"").decode("utf-8", "replace").splitlines(), start=1
    ):
        pattern, *owners = line.partition("#")[0].split() or [""]
        if pattern:
            found[pattern] = (" ".join(owners), number)
    return found


# --- files ---


def _files(source: FileSource, top: str, below: str = "") -> Iterator[tuple[str, str]]:
    """Yield the files of a folder, or one file: name relative to `top`, and path.

    Links count as files.
    """
    path = f"{top}/{below}".rstrip("/")
    kind = source.kind(path)
    if kind == "other":  # a link may lead nowhere
        kind = source.kind(path, follow=False)
    if kind in ("file", "link"):
        yield below or top, path
    elif kind == "folder":
        try:
            entries = sorted(source.entries(path))[:_MOST_FILES]
        except OSError:
            return
        for entry in entries:
            if entry.kind in ("file", "link"):
                yield f"{below}/{entry.name}".lstrip("/"), f"{path}/{entry.name}"
            elif entry.kind == "folder":
                yield from _files(source, top, f"{below}/{entry.name}".lstrip("/"))


def _differing(
    before: FileSource, was: str | None, after: FileSource, now: str | None
) -> tuple[bytes | None, bytes | None] | None:
    """Return both contents of a file that has changed, None for one that has not."""
    old, new = _content(before, was), _content(after, now)
    is_same = old == new and _same_rest(old, before, was, after, now)
    return None if is_same else (old, new)


def _same_rest(
    content: bytes | None, before: FileSource, was: str | None, after: FileSource, now: str | None
) -> bool:
    """Whether two files that begin with the same content are the same, and two links lead alike."""
    if content is None or was is None or now is None:
        return True
    kinds = before.kind(was, follow=False), after.kind(now, follow=False)
    if kinds == ("file", "file") and len(content) <= min(limits(was).size, limits(now).size):
        return True
    try:
        name = after.object_name(now, before.object_name(was))
        return kinds[0] == kinds[1] and name == before.object_name(was, name)
    except OSError:
        return False


def _content(source: FileSource, path: str | None) -> bytes | None:
    """Return the content of a file, cut like a record; empty for a link, None for no file."""
    if path is None:
        return None
    if source.kind(path, follow=False) == "link":
        return b""
    try:
        return source.read(path)
    except OSError:
        return b"" if source.kind(path) else None


def _changed_lines(old: bytes, new: bytes) -> tuple[int, str]:
    """Return the first line that differs, and in German how many were added and removed."""
    was, now = (text.decode("utf-8", "replace").splitlines() for text in (old, new))
    if old == new or b"\0" in old + new or len(was) + len(now) > 5000 or takes_long(was, now):
        return 1, "der Inhalt ist ein anderer"
    other = [step for step in steps(was, now) if step[0] != "equal"]
    gone, fresh = sum(step[2] - step[1] for step in other), sum(step[4] - step[3] for step in other)
    first = other[0][3] + 1 if other else 1
    return (
        first,
        f"{german.plural(fresh, 'Zeile', 'Zeilen')} neu und {german.number(gone)} entfallen",
    )
