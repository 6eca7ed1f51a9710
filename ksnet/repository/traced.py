"""What was asked about the files of a repository, and what the answers were.

A check sees a repository only through a `FileSource`. So the same program finds the same on the
same day as long as every question that it asked has the same answer: nobody has to know which file
can matter for which finding.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TypeVar

from ksnet.basics.digests import blake2b
from ksnet.repository.sources import FileKind, FileSource, FolderEntry

# A digest of the answer by question: what was asked, a space, the path.
KnownAnswers = dict[str, str]
MOST = 50_000  # questions; beyond that the memory costs more than checking everything again
_ENTRIES, _KIND, _LINK, _CONTENT = "entries ", "kind ", "link ", "content "
T = TypeVar("T")


class Traced:
    """A source that remembers what it was asked, and a digest of each answer.

    `latest` are the questions since `begin`. It is `steady` as long as the same question never had
    two answers, and `complete` as long as it has remembered all of them.
    """

    def __init__(self, source: FileSource) -> None:
        """Pass every question on to `source`."""
        self.source = source
        self.answers: KnownAnswers = {}
        self.latest: KnownAnswers = {}
        self.steady = self.complete = True

    def entries(self, folder: str) -> list[FolderEntry]:
        """Return the entries of a folder, sorted; raises OSError where it cannot be listed."""

        def said(found: list[FolderEntry]) -> bytes:
            return "".join(f"{kind} {name}/" for name, kind in found).encode(
                "utf-8", "surrogatepass"
            )

        return self._ask(_ENTRIES + folder, lambda: sorted(self.source.entries(folder)), said)

    def kind(self, path: str, *, follow: bool = True) -> FileKind | None:
        """Return what is at a path; None where there is nothing."""
        question = (_KIND if follow else _LINK) + path
        return self._ask(
            question,
            lambda: self.source.kind(path, follow=follow),
            lambda kind: (kind or "").encode(),
        )

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, at most a little more than is allowed; raises OSError."""
        return self._ask(content_of(path), lambda: self.source.read(path), lambda content: content)

    def object_name(self, path: str, like: str = "") -> str:
        """Return the name that Git gives a whole file; no check asks, so it is not remembered."""
        return self.source.object_name(path, like)

    def _ask(self, question: str, ask: Callable[[], T], said: Callable[[T], bytes]) -> T:
        try:
            answer = ask()
        except OSError as error:
            self._note(question, f"{errno.errorcode.get(error.errno or 0, '?')} {error.strerror}")
            raise
        except ValueError:  # no path at all
            self.steady = False
            raise
        self._note(question, blake2b(said(answer), digest_size=16).hexdigest())
        return answer

    def _note(self, question: str, answer: str) -> None:
        if self.latest.setdefault(question, answer) != answer:
            self.steady = False
        self._remember(question, answer)

    def _remember(self, question: str, answer: str) -> None:
        if self.answers.get(question, answer) != answer:
            self.steady = False
        elif len(self.answers) < MOST:
            self.answers[question] = answer
        else:
            self.complete = False

    def begin(self) -> None:
        """Start `latest` anew."""
        self.latest = {}

    def learn(self, answers: Mapping[str, str]) -> None:
        """Remember what another process was answered."""
        for question, answer in answers.items():
            self._remember(question, answer)

    def answer(self, question: str) -> str:
        """Ask a question of `answers` again, and return the digest of the answer."""
        path = question.partition(" ")[2]
        with suppress(OSError):  # which is noted like any other answer
            if question.startswith(_CONTENT):
                self.read(path)
            elif question.startswith(_ENTRIES):
                self.entries(path)
            else:
                self.kind(path, follow=question.startswith(_KIND))
        return self.latest[question]


def content_of(path: str) -> str:
    """Return the question for the bytes of a file."""
    return _CONTENT + path


def still_holds(source: FileSource, answers: Mapping[str, str]) -> bool:
    """Whether each question has the same answer as before."""
    traced = Traced(source)
    return all(traced.answer(question) == answer for question, answer in answers.items())
