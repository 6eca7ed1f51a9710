"""What is wrong with a value, as an error that pydantic carries to the loader.

The error types are names of rules, so that one table (the registry) documents them all.
"""

from __future__ import annotations

from typing import Any

from ksnet.records.core import PydanticCustomError

_LONGEST = 60  # characters of a text that a message repeats


def problem(  # noqa: PLR0913  (an error has as many parts)
    rule: str,
    message: str,
    mend: str,
    *,
    proposal: str | None = None,
    safe: bool = False,
    fact: str = "",
) -> PydanticCustomError:
    """Return the error that the loader turns into a finding of `rule`.

    `proposal` is a value that would be right; `safe` says that nothing else can be meant. `fact` is
    what is wrong with the meaning, not only the form, and so holds however the value is written.
    """
    context: dict[str, Any] = {"message": message, "mend": mend, "fact": fact}
    if proposal is not None:
        context |= {"proposal": proposal, "safe": safe}
    return PydanticCustomError(rule, "{message}", context)


def not_scalar(value: object, wanted: str) -> PydanticCustomError:
    """Return the error for a missing value, or for a list or mapping where `wanted` is expected."""
    if value is None:
        return problem(
            "missing-value",
            f"Hier fehlt der Wert: {wanted}.",
            "Wert ergänzen oder die Zeile löschen.",
        )
    found = "eine Liste" if isinstance(value, list) else "eine Gruppe von Schlüsseln"
    return problem(
        "wrong-type",
        f"Hier steht {found}, erwartet wird {wanted}.",
        f"Nur {wanted} hinter den Doppelpunkt schreiben.",
    )


def cut_short(text: str) -> str:
    """Return a text short enough for a message, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
