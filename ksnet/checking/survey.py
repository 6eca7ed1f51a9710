"""Runs the rules over all networks of a repository, in two processes for thousands of files.

Networks are looked at one by one and independently of each other, so two processes can share them.
The results are the same, in the same order, as from one.
"""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from ksnet import rules
from ksnet.basics.findings import Fault
from ksnet.basics.frozen import changeable, field
from ksnet.basics.kept import forget_long_texts
from ksnet.records.model import BaseModel
from ksnet.repository import Repository
from ksnet.repository.positions import Positions
from ksnet.rules import naming
from ksnet.rules.context import NetworkContext
from ksnet.rules.overview import Overview
from ksnet.yamltext.form.quick import plainly_canonical
from ksnet.yamltext.loading.repairs import Repairs
from ksnet.yamltext.reading.excess import few_alike
from ksnet.yamltext.reading.scripts import mixed_words
from ksnet.yamltext.reading.slips.quotes import quoted_texts
from ksnet.yamltext.reading.suppressions import Suppression
from ksnet.yamltext.reading.texts import may_be_eaten
from ksnet.yamltext.reading.yaml import ParsedFile

if TYPE_CHECKING:
    from ksnet.checking.memory import Memory

MANY_FILES = 5000  # from which on a second process saves more than it costs to start
PROCESSES = 2
# Parts of the work per process; many, so that neither waits long for the other at the end.
_SHARES = 8


@changeable
class Survey:
    """What was found in one network, with its positions, and its part for rules across networks.

    `suppressions` are the comments that suppress findings; `repairs` say how records differ from
    their files. Where results are kept, `asked` is what was asked about the files of the network.
    """

    faults: list[Fault]
    suppressions: list[Suppression]
    repairs: dict[str, Repairs]
    overview: Overview
    asked: Mapping[str, str] = field(default_factory=dict)


def survey(
    repository: Repository,
    day: dt.date,
    only: Collection[str] | None = None,
    memory: Memory | None = None,
) -> Iterator[Survey]:
    """Yield what is found in each network, or in `only` some, in the order of ids.

    Results in `memory` are not worked out again.
    """
    networks = repository.tree.networks
    idents = [ident for ident in networks if only is None or ident in only]
    new = [ident for ident in idents if memory is None or ident not in memory.known]
    done = 0
    if sum(len(networks[ident]) for ident in new) >= MANY_FILES and _processors() > 1:
        try:
            for result in _shared(repository, day, idents, memory):
                done += 1
                if repository.traced:
                    repository.traced.learn(result.asked)
                yield result
        except (OSError, ImportError, RuntimeError):
            # Processes cannot be started here, or one was ended: this process does the rest.
            pass
    yield from (_recalled(repository, day, ident, memory) for ident in idents[done:])


def _recalled(repository: Repository, day: dt.date, ident: str, memory: Memory | None) -> Survey:
    """Return what was found in a network, from memory if still valid, else newly found and kept."""
    if memory is None:
        return _survey_network(repository, day, ident)
    found = memory.recall(ident)
    if found is None:
        memory.source.begin()
        found = _survey_network(repository, day, ident)
        found.asked = memory.source.latest
        memory.keep(ident, found)
    return found


def _survey_network(repository: Repository, day: dt.date, ident: str) -> Survey:
    network = repository.network(ident, text_faults)
    context = NetworkContext(network, day, repository.settings)
    found = few_alike(fault for check in rules.CHECKS for fault in check(context))
    overview = Overview(day, [])
    overview.add(context)  # last: rules may leave something there for those across networks
    read = (*naming.with_ids(context, network.faults), *network.inspected)
    texts, repairs, suppressions = network.texts, network.repairs, network.suppressions
    del network, context  # where a file is wrong all over, its record is large
    # Faults of the reader name paths of the file, those of the rules paths of the record.
    positions = Positions(repository, texts)
    faults = [positions.located(fault, {}) for fault in read]
    faults += [positions.located(fault, repairs) for fault in found]
    forget_long_texts()
    alone = {file: repaired.paths_alone() for file, repaired in repairs.items()}
    return Survey(faults, suppressions, alone, overview)


def text_faults(document: ParsedFile, model: type[BaseModel], form: bool = True) -> Iterator[Fault]:
    """Yield what is wrong with the text of a file, whatever its record says; also in its form."""
    if document.data is None:
        return
    # What needs libyaml is imported where it has something to look at.
    if may_be_eaten(document.text):
        from ksnet.yamltext.reading.eaten import eaten_values

        yield from eaten_values(document)
    if not document.usual:
        yield from quoted_texts(document.file, document.text)
        yield from mixed_words(document.file, document.text)
    if form and not plainly_canonical(document.text, document.data, model):
        from ksnet.yamltext.form.formatting import form_faults

        yield from form_faults(document, model)


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


_work: Callable[[str], Survey] | None = None  # in a process of the pool: how to survey a network


def _shared(
    repository: Repository, day: dt.date, idents: Sequence[str], memory: Memory | None
) -> Iterator[Survey]:
    import multiprocessing
    import threading
    from concurrent.futures import ProcessPoolExecutor

    size = -(-len(idents) // (PROCESSES * _SHARES))
    shares = [idents[at : at + size] for at in range(0, len(idents), size)]
    # A copy of this process starts at once, but must not be made while threads run; elsewhere, a
    # new one starts.
    copies = sys.platform == "linux" and threading.active_count() == 1
    start = multiprocessing.get_context("fork" if copies else "spawn")
    with ProcessPoolExecutor(PROCESSES, start, _begin, (repository, day, memory)) as pool:
        for results in pool.map(_survey_share, shares):
            yield from results


def _begin(repository: Repository, day: dt.date, memory: Memory | None) -> None:
    global _work  # noqa: PLW0603  (handed over once when the process starts, not with each share)
    gc.disable()
    _work = partial(_recalled, repository, day, memory=memory)


def _survey_share(idents: Sequence[str]) -> list[Survey]:
    assert _work is not None  # noqa: S101  (set by _begin; for the type checker)
    return [_work(ident) for ident in idents]


@contextmanager
def no_cyclic_gc() -> Iterator[None]:
    """Switch off the search for cycles: records have none, and it takes half the time again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
