"""What can go wrong outside the records: one class per exit code, each with a German sentence."""

from __future__ import annotations


class KsnetError(Exception):
    """A problem that ends the command; the message is German and complete, `exit_code` is that of the contract."""

    exit_code = 2


class UsageProblem(KsnetError):
    """The command was called wrongly, or the folder is no data repository."""

    exit_code = 2


class OutputProblem(KsnetError):
    """An output could not be produced: a program or package is missing, a template is wrong, a disk is full."""

    exit_code = 3
