"""`ksnet diff` of values that look the same: what differs in them is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ksnet.comparing.texts import changed_phrases, unseen
from tests.conftest import Run, sentences

Diff = Callable[..., Run]
Edit = Callable[[str, str, str], None]
MEMBERS = "data/networks/musterkreis/members.yaml"
NETWORK = "data/networks/musterkreis/network.yaml"
EVENT = "data/events/musterkreis/2026-10-07-konferenz.yaml"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Kreis Soest", "Kreis Soest", ""),
        ("Kreis Soest", "Kreis soest", ""),
        ("Kreis Soest", "Kreis  Soest", "nur Leerzeichen anders"),
        ("Kreis Soest", "Kreis\u00a0Soest", "nur Leerzeichen anders"),
        ("0221 4710-1", "0221 4710\u20101", "sieht gleich aus, ist aber „\u2010“ U+2010 statt „-“ U+002D"),
        ("BAPA", "\u0412\u0410\u0420\u0410", "sieht gleich aus, ist aber „\u0412“ U+0412 statt „B“ U+0042"),
        ("2", "²", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_named(before: str, after: str, said: str) -> None:
    assert unseen(before, after) == said


def test_values_that_look_the_same_are_told_apart(edit: Edit, diff: Diff) -> None:
    edit(NETWORK, "name: Netzwerk Kinderschutz", "name: Netzwerk\u00a0Kinderschutz")
    edit(MEMBERS, "phone: 0221 4710-101", "phone: 0221 4710\u2010101")
    said = sentences(diff())
    assert [one.rpartition(" (")[2] for one in said if "(nur" in one or "(sieht" in one] == [
        "nur Leerzeichen anders)",
        "sieht gleich aus, ist aber „\u2010“ U+2010 statt „-“ U+002D)",
    ]


def test_a_sentence_of_a_long_text_with_other_blanks_alone_is_said_so() -> None:
    before = "Eins zwei drei.\n\nVier fünf.\n\nSechs sieben acht."
    after = "Eins  zwei drei.\n\nVier fünf.\n\nSechs sieben neun."
    assert changed_phrases(before, after) == [
        "in „Eins zwei drei.“ nur Umbrüche oder Leerzeichen anders",
        "„Sechs sieben ‹neun.›“ statt „Sechs sieben ‹acht.›“",
    ]


@pytest.mark.slow
@pytest.mark.whole
def test_entries_of_the_same_name_are_told_by_their_ids(edit: Edit, diff: Diff) -> None:
    edit(NETWORK, "event: 2025-01-22-konferenz", "event: 2025-05-07-konferenz")
    assert (
        "Geändert: Geschäftsordnung der Konferenz der Koordinierungsstellen: Veranstaltung Konferenz der Koordinierungsstellen (Kennung „2025-05-07-konferenz“)"
        " statt Konferenz der Koordinierungsstellen (Kennung „2025-01-22-konferenz“)"
    ) in sentences(diff())


def test_a_jugendamt_and_the_member_that_it_is_are_two_entries(edit: Edit, diff: Diff) -> None:
    edit(EVENT, "organisers: [stadt-beispielhausen]", "organisers: [jugendamt-beispielhausen]")
    (said,) = (one for one in sentences(diff()) if "Veranstaltende" in one)
    assert said.endswith("(ein anderer Eintrag, der genauso heißt)")


@pytest.mark.slow
def test_a_number_in_another_spelling_is_shown_as_written(edit: Edit, diff: Diff) -> None:
    edit(NETWORK, "size: {count: 45,", "size: {count: 045,")
    (said,) = (one for one in sentences(diff()) if "Größe" in one)
    assert "Größe rund „045“ Personen" in said
    assert "statt rund 45 Personen" in said
