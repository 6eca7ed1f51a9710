"""`ksnet attendance`: attendance of bodies."""

from __future__ import annotations

from typing import Annotated

from ksnet.cli.data_folder import choose_network
from ksnet.cli.options import GroupOption, NetworkArgument, YearOption, option
from ksnet.cli.scope import name_unreadable, parse_window
from ksnet.cli.showing import Showing, shows
from ksnet.rendering import DOCUMENT_FORMATS

FORMATS = (*DOCUMENT_FORMATS, "csv")


@shows(FORMATS)
def attendance(
    way: Showing,
    network: NetworkArgument = None,
    group: GroupOption = None,
    year: YearOption = None,
    first: Annotated[
        str | None, option("--from", "DATUM", "Erster Tag, z. B. 1.8.2024; auch 8/2024.")
    ] = None,
    last: Annotated[str | None, option("--to", "DATUM", "Letzter Tag, z. B. 31.7.2025.")] = None,
) -> None:
    """Zeigt, welche Stelle wie oft bei Treffen der Gremien vertreten war, und wer seit wann fehlt.

    Gezählt werden die Stellen, die zu einem Treffen als vertreten erfasst sind. Ohne --year, --from
    und --to alle Jahre.

    Beispiel: ksnet attendance soest --group ak-schule
    """
    from ksnet.documents.attendance import attendance_rows, attendance_view
    from ksnet.editing.naming import group_called

    form, window = way.form, parse_window(year, first, last)
    repository = way.open()
    found = choose_network(repository, network)
    if group is not None:
        group = group_called(found, group)
    view = attendance_view(found, way.day, window, group)
    name_unreadable(found.unreadable)
    if form == "csv":
        way.csv(attendance_rows(view))
    else:
        way.view(view, form, repository)
