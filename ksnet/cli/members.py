"""`ksnet members`: the member list as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.cli.call import refuse_unlisted
from ksnet.cli.data_folder import choose_network
from ksnet.cli.output import announce
from ksnet.cli.scope import name_unreadable, parse_audience
from ksnet.cli.showing import Showing, shows
from ksnet.rendering import DOCUMENT_FORMATS

if TYPE_CHECKING:  # what reads options is imported by `ksnet.cli.commands`
    from ksnet.cli.options import AudienceOption, NetworkArgument, option
    from ksnet.documents.members import MembersView
    from ksnet.repository import Repository

FORMATS = (*DOCUMENT_FORMATS, "csv", "xlsx", "vcf", "json")
VCARD_VERSIONS = ("3.0", "4.0")


@shows(FORMATS)
def members(
    way: Showing,
    network: NetworkArgument = None,
    audience: AudienceOption = "intern",
    vcard_version: Annotated[
        str | None,
        option(
            "--vcard-version",
            "|".join(VCARD_VERSIONS),
            "Fassung der Kontakte (--format vcf); sonst 3.0, die jedes Adressbuch liest.",
        ),
    ] = None,
) -> None:
    """Zeigt die Mitglieder eines Netzwerks nach Handlungsfeld, auch als Excel-Datei oder Kontakte.

    Mit --as-of DATUM die Liste, wie sie an diesem Tag war.

    Beispiel: ksnet members soest --audience oeffentlich -o mitglieder.xlsx
    """
    from ksnet.documents.members import members_view

    form = way.form
    _check_version(vcard_version, form)
    chosen = parse_audience(audience)
    repository = way.open()
    found = choose_network(repository, network)
    view = members_view(found, as_of=way.day, audience=chosen)
    name_unreadable(found.unreadable)
    if form == "json":
        from ksnet.documents.machine import members_json

        way.json(members_json(view))
    elif form in {"csv", "xlsx", "vcf"}:
        content = member_list(view, form, vcard_version or VCARD_VERSIONS[0], repository)
        if not content:
            announce(
                "In der Liste ist niemand, der genannt werden darf und zu erreichen ist; es gibt keine Kontakte."
            )
        way.deliver(content, form)
    else:
        way.view(view, form, repository)


def _check_version(version: str | None, form: str) -> None:
    if version is None:
        return
    refuse_unlisted("--vcard-version", version, VCARD_VERSIONS)
    if form != "vcf":
        raise UsageProblem("--vcard-version gilt nur für Kontakte (--format vcf).")


def member_list(view: MembersView, form: str, version: str, repository: Repository) -> bytes:
    """Return the list for another program: a spreadsheet or an address book."""
    from ksnet.documents.member_sheets import member_rows, member_sheets

    if form == "csv":
        from ksnet.rendering.csvfile import render_csv

        return render_csv(member_rows(view))
    if form == "xlsx":
        from ksnet.rendering import Renderer
        from ksnet.rendering.xlsx import render_xlsx

        renderer = Renderer(repository.own_templates, repository.land)
        return render_xlsx(renderer.say(view), member_sheets(view))
    if form == "vcf":
        from ksnet.rendering.vcard import render_vcards

        return render_vcards(view, version)
    raise ValueError(form)
