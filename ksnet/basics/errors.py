"""The problems outside the records: one class per exit code, each with a German sentence."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "den Ordner oder die Datei gibt es nicht",
    errno.EACCES: "die Berechtigung fehlt",
    errno.EPERM: "die Berechtigung fehlt",
    errno.EISDIR: "das ist ein Ordner",
    errno.EBUSY: "das ist ein Ordner oder gerade in Gebrauch",  # also for „.“ and „..“
    errno.ENOTDIR: "ein Teil des Pfads ist kein Ordner",
    errno.ENOSPC: "der Datenträger ist voll",
    errno.EROFS: "der Datenträger ist schreibgeschützt",
    errno.ENAMETOOLONG: "der Name ist zu lang",
    errno.EEXIST: "dort liegt schon etwas anderes",
    errno.ELOOP: "die Verknüpfung führt im Kreis",
    errno.EXDEV: "die Verknüpfung führt aus dem Verzeichnis hinaus",
    errno.EFBIG: "die Datei würde zu groß",
    errno.EDQUOT: "der zugeteilte Speicherplatz ist voll",
    errno.EIO: "der Datenträger antwortet nicht",
    errno.EBADF: "sie ist geschlossen",
    errno.EOPNOTSUPP: "das ist keine gewöhnliche Datei",
    errno.ENXIO: "das ist keine gewöhnliche Datei",  # a socket; a terminal that is none
    errno.EOVERFLOW: "die Datei ist zu groß",
}


def reason(error: OSError) -> str:
    """Return in German why the system refused something."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


class KsnetError(Exception):
    """A problem that ends the command, with a complete German message and its exit code."""

    exit_code = 2


class UsageProblem(KsnetError):
    """The command was called wrongly, or the folder is no data repository."""

    exit_code = 2


class OutputProblem(KsnetError):
    """An output could not be produced: a program is missing, a template wrong, a disk full etc."""

    exit_code = 3
