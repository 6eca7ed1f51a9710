"""One changed entry: what happened to it, what differs and what that does, as one sentence."""

from __future__ import annotations

from typing import Literal

from ksnet.basics.findings import record_of
from ksnet.basics.frozen import frozen
from ksnet.comparing.details import Detail
from ksnet.comparing.entries import Data
from ksnet.comparing.notices import Topic
from ksnet.comparing.weighing import Weight

ChangeKind = Literal["added", "ended", "removed", "changed", "moved", "renamed", "formatting"]


@frozen
class Change:
    """One changed entry; `before` and `after` are the differing values, None where confidential.

    `headline` says what happened to it, `details` what differs (`beyond`: besides the headline),
    `effects` what that does; `form` says what changed of a file beside values. `topic` is set where
    a reviewer must not miss it.
    """

    kind: ChangeKind
    network: str
    file: str
    path: tuple[str | int, ...]
    what: str
    headline: str
    id: str | None = None
    details: tuple[Detail, ...] = ()
    before: Data | None = None
    after: Data | None = None
    beyond: bool = False
    effects: tuple[str, ...] = ()
    topic: Topic | None = None
    line: int = 1
    form: str = ""

    @property
    def weight(self) -> Weight:
        """Whether a reviewer must not miss it."""
        return "wichtig" if self.topic else "normal"

    @property
    def opening(self) -> str:
        """The headline with the effects."""
        return "; ".join((self.headline, *self.effects))

    @property
    def text(self) -> str:
        """The whole change as one sentence."""
        if not self.details:
            return self.opening
        joiner = "; außerdem " if self.beyond else "; " if self.kind == "added" else ": "
        return "; ".join(
            (self.headline + joiner + "; ".join(one.text for one in self.details), *self.effects)
        )

    @property
    def record(self) -> str:
        """The path of the record below the data folder, without `.yaml`."""
        return record_of(self.file)
