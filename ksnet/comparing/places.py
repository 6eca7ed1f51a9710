"""The places of values in the files of one state, and whether they may be shown."""

from __future__ import annotations

from typing import NamedTuple

from ksnet.basics.findings import Path, Span
from ksnet.checking.veiling import Hidden, Veil
from ksnet.comparing.side import Side
from ksnet.yamltext.reading.guard import guard


class Reason(NamedTuple):
    """Why a value must stay hidden, and whether the `whole` of it."""

    text: str
    whole: bool


class Places:
    """The places of one state."""

    def __init__(self, side: Side, veil: Veil | None) -> None:
        """Take the state and its veil, which knows confidential values."""
        self.side, self.veil = side, veil
        self._hidden: dict[str, list[Hidden]] = {}

    def line(self, file: str, path: Path) -> int:
        """Return the line of an entry or value, 1 where unknown."""
        return self.side.line(file, path)

    def reason(self, file: str, path: Path) -> Reason | None:
        """Return why a value or part of it must stay hidden; None where it may be shown."""
        hidden = self._of(file)
        if not hidden:
            return None
        from ksnet.yamltext.reading.nodes import stretch  # where nothing is secret, not needed

        text = guard(file, self.side.content(file) or b"").text
        span = stretch(text, path) if text and path else None
        if span is None and path:  # not found, so hide rather too much
            return Reason(hidden[0].reason, whole=True)
        return self.reason_at(file, span)

    def reason_at(self, file: str, span: Span | None) -> Reason | None:
        """Return why a stretch of a file (None: all of it) or part of it must stay hidden."""
        hidden = self._of(file)
        found = [one for one in hidden if one.is_everything or span is None or one.meets(span)]
        if not found:
            return None
        whole = next(
            (one for one in found if one.is_everything or (span is not None and one.covers(span))),
            None,
        )
        return Reason((whole or found[0]).reason, whole=whole is not None)

    def hides_file(self, file: str) -> bool:
        """Whether nothing of a file may be shown."""
        return any(one.is_everything for one in self._of(file))

    def _of(self, file: str) -> list[Hidden]:
        if file not in self._hidden:
            content = self.side.content(file)
            self._hidden[file] = (
                self.veil.hidden(file, content) if self.veil and content is not None else []
            )
        return self._hidden[file]
