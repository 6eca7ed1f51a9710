"""What no finding may repeat: texts that a rule calls secret, and the sensitive bodies of a network.

A line that holds such a text is not shown by any other finding either.
"""

from __future__ import annotations

from dataclasses import replace

from ksnet.checking.results import FilePlace, Finding
from ksnet.protection import bodies
from ksnet.repository import Repository
from ksnet.repository.positions import Positions
from ksnet.yamltext.rules.files import EVENT_FILE_NAME, MISPLACED_FILE

_FIRST = "Zuerst den Befund zum Datenschutz auf dieser Zeile beheben, dann erneut prüfen."
# They stand on the first line, but say nothing of what it holds.
OF_FILE_NAMES = (MISPLACED_FILE, EVENT_FILE_NAME)


class Veil:
    """Takes out of findings what must not be repeated, and remembers which files hold such text."""

    def __init__(self, repository: Repository, positions: Positions) -> None:
        """Know no secret line yet: `learn` tells them; the sensitive bodies are looked up in the repository."""
        self.repository, self.positions = repository, positions
        self.secret_lines: set[tuple[str, int]] = set()
        self.body_lines: set[tuple[str, int]] = set()  # where sensitive bodies stand
        self.changed_files: set[str] = set()  # where the change that mends a finding would show a body
        self.bodies: dict[str, bodies.Bodies] = {}  # the sensitive bodies, by members file

    @property
    def files(self) -> frozenset[str]:
        """The files with text that no output repeats, as far as findings have led there."""
        return self.found_in | self.changed_files | {file for file, _ in self.body_lines}

    @property
    def found_in(self) -> frozenset[str]:
        """The files with secret lines."""
        return frozenset(file for file, _ in self.secret_lines)

    def names_a_body(self, file: str) -> bool:
        """Whether a sensitive body of its network is named in a file."""
        return self._bodies_of(file).named_in(self.positions.text(file))

    def learn(self, at: FilePlace) -> None:
        """Remember lines that must not be shown."""
        self.secret_lines.update((at.file, line) for line in range(at.span.line, at.span.end_line + 1))

    def cover(self, finding: Finding, *, secret: bool) -> Finding:
        """Return what may be shown of a finding; one that is `secret` itself was put together without the text."""
        places = (finding.location, *finding.related)
        for file in sorted({at.file for at in places}):
            finding = self._without_bodies(finding, file)
        if secret:
            return finding
        if (finding.location.file, finding.location.span.line) in self.body_lines:
            return _veiled(finding, finding.rule.mend)
        shown = finding.rule in OF_FILE_NAMES
        if not shown and any((at.file, at.span.line) in self.secret_lines for at in places):
            return _veiled(finding, _FIRST)
        return finding

    def _without_bodies(self, finding: Finding, file: str) -> Finding:
        """Take the sensitive bodies of the network of `file` out of a finding: ids, names, and lines that show them."""
        found = self._bodies_of(file)
        if found is bodies.NONE:
            return finding
        if finding.remedy is not None and found.named_in(self.positions.text(finding.location.file)):
            self.changed_files.add(finding.location.file)
        edits = finding.remedy.edits if finding.remedy else ()
        return replace(
            finding,
            message=found.veil(finding.message),
            mend=found.veil(finding.mend),
            note=found.veil(finding.note),
            key=found.veil(finding.key) if finding.key else finding.key,
            excerpt=None if found.named_in(finding.excerpt) else finding.excerpt,
            related=tuple(replace(at, message=found.veil(at.message)) for at in finding.related),
            remedy=None if any(found.named_in(edit.text) for edit in edits) else finding.remedy,
        )

    def _bodies_of(self, file: str) -> bodies.Bodies:
        """Return the sensitive bodies of the network that a file belongs to; their lines become secret."""
        parts = file.removeprefix(f"{self.repository.settings.data}/").split("/")
        if len(parts) < 3 or parts[0] not in ("networks", "events"):
            return bodies.NONE
        members = f"{self.repository.settings.data}/networks/{parts[1]}/members.yaml"
        if members not in self.bodies:
            try:
                content = self.repository.read_bytes(members)
            except (OSError, ValueError):
                content = b""
            found = self.bodies[members] = bodies.sensitive_bodies(content)
            self.body_lines.update((members, line) for line in found.lines)
        return self.bodies[members]


def _veiled(finding: Finding, mend: str) -> Finding:
    """Leave of a finding on a line that must not be shown its rule and its position, and say what holds for any text."""
    return replace(
        finding,
        message=f"{finding.rule.title} Näheres steht hier nicht, weil die Zeile Angaben enthält, die nicht wiederholt werden.",
        mend=mend,
        note="",
        names_line=False,
        key=None,
        excerpt=None,
        related=tuple(replace(at, message="") for at in finding.related),
        remedy=finding.remedy if finding.remedy and finding.remedy.whole else None,
    )
