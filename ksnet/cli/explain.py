"""`ksnet explain`: the reason of a rule, and how to fix its findings."""

from __future__ import annotations

from typing import Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.cli.call import refuse_unlisted
from ksnet.cli.data_folder import land_here
from ksnet.cli.options import Output, Root, argument, option
from ksnet.cli.output import deliver, gets_colors

FORMATS = ("text", "md")


def explain(
    rule: Annotated[
        str | None,
        argument(
            "[REGEL]",
            "Name, Nummer (KS301) oder Anfang der Nummer (KS3) einer Regel, oder eine Pflicht (wie in „ksnet duties“, ihr Anfang für alle); ohne: die Liste.",
        ),
    ] = None,
    format: Annotated[
        str, option("--format", "|".join(FORMATS), "Form der Ausgabe (sonst text).")
    ] = "text",
    output: Output = None,
    root: Root = None,
) -> None:
    """Erklärt eine Regel oder Pflicht: warum es sie gibt, ihre Grundlage, wie man Befunde behebt.

    Ohne REGEL erscheint die Liste aller Regeln; mit --format md ihre vollständige Beschreibung. Zu
    einer Pflicht steht, was das Gesetz sagt, was nur ksnet daran misst und wie es entscheidet; mit
    dem Anfang der Kennungen steht auch da, was sich im Recht geändert hat.

    Beispiele: ksnet explain end-before-start
               ksnet explain KS410
    """
    from ksnet import rules
    from ksnet.reporting.explaining import markdown, text
    from ksnet.reporting.explaining.duties import explanations

    refuse_unlisted("--format", format, FORMATS)
    land = land_here(root)
    colored = gets_colors(output)
    is_markdown = format == "md"
    if rule is None:
        said = (
            markdown.rules_reference(rules.ALL, land)
            if is_markdown
            else text.listing(rules.ALL, land, colored)
        )
    elif duties := explanations(rule, land):
        said = markdown.duties(duties) if is_markdown else text.duties(duties, colored)
    elif chosen := rules.meant_by(rule):
        said = (
            markdown.explanation(chosen, land)
            if is_markdown
            else text.explanation(chosen, land, colored)
        )
    else:
        from ksnet.checking import Selection

        raise UsageProblem(f"{Selection((rule,)).problem()} Alle Regeln: ksnet explain")
    deliver(said, output)
