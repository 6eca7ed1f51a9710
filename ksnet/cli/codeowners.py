"""`ksnet codeowners`: required reviewers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import OutputProblem
from ksnet.basics.ordinary import is_file, read_ordinary
from ksnet.cli.call import Done, given_content
from ksnet.cli.data_folder import open_repository, refuse_vanished
from ksnet.cli.options import Output, Root, flag
from ksnet.cli.output import announce, deliver, tell, to_stdout

if TYPE_CHECKING:
    from ksnet.repository import Repository


def codeowners(
    check: Annotated[
        bool,
        flag(
            "--check", "Nichts schreiben; Exit-Code 1, wenn die vorhandene Datei nicht mehr stimmt."
        ),
    ] = False,
    output: Output = None,
    root: Root = None,
) -> None:
    """Schreibt, wer welche Unterlagen prüfen muss, in der Form von GitLab und GitHub (CODEOWNERS).

    Die Prüfenden stehen in network.yaml unter „reviewers“.

    Beispiel: ksnet codeowners -o CODEOWNERS
    """
    from ksnet.cli.git import top_and_prefix
    from ksnet.repository import CODEOWNERS

    repository = open_repository(root)
    refuse_vanished(repository)
    top, prefix = top_and_prefix(repository.root)
    content = _codeowners_text(repository, prefix)
    if not check:
        deliver(content, output)
        return
    wanted = [top / place for place in CODEOWNERS] if to_stdout(output) else [Path(str(output))]
    found = next((path for path in wanted if is_file(path)), None)
    if found is None:
        tell(
            f"Es gibt noch keine Datei {wanted[0].name}. Anlegen mit: ksnet codeowners -o CODEOWNERS"
        )
        raise Done(1)
    if given_content(found, read_ordinary).replace(b"\r\n", b"\n") != content.encode():
        tell(
            f"{found.name} entspricht nicht mehr den Unterlagen. Neu schreiben mit: ksnet codeowners -o {_from_here(found)}"
        )
        raise Done(1)
    announce(f"{found.name} stimmt.")


def _from_here(path: Path) -> str:
    """Return a path as it can be typed here: where CI says it, somebody else types it elsewhere."""
    here, whole = Path.cwd(), path.resolve()
    shown = os.path.relpath(whole, here) if whole.anchor == here.anchor else str(path)
    return f'"{shown}"' if " " in shown else shown


def _codeowners_text(repository: Repository, prefix: str) -> str:
    from ksnet.editing.codeowners import codeowners as write

    broken, reviewers = [], {}
    # One network after the other, so that the records of a whole Land are never in memory at
    # once.
    for ident in repository.network_ids:
        network = repository.network(ident)
        if network.readable:
            reviewers[ident] = network.record.reviewers
        else:
            broken.append(network.file)
    if broken:
        raise OutputProblem(
            f"Nicht lesbar: {', '.join(broken)}. Was zu tun ist, sagt: ksnet validate"
        )
    for ident, names in reviewers.items():
        if not names:
            announce(f"Ohne Prüfende: {ident} (network.yaml, Schlüssel „reviewers“)")
    return write(reviewers, repository.settings, prefix)
