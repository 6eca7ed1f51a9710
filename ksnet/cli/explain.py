"""`ksnet explain`: the reason of a rule, and how to fix its findings."""

from __future__ import annotations

from typing import Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.cli.common import land_here
from ksnet.cli.options import Color, Output, Quiet, Root, argument, option
from ksnet.cli.output import deliver, wants_color

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
    color: Color = "auto",
    quiet: Quiet = False,
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

    if format not in FORMATS:
        raise UsageProblem(
            f"--format: „{format}“ gibt es nicht. Erlaubt sind {', '.join(FORMATS)}."
        )
    land = land_here(root)
    colored = wants_color(color) and output in (None, "-")
    if rule is None:
        deliver(
            markdown.rules_reference(rules.ALL, land)
            if format == "md"
            else text.listing(rules.ALL, land, colored),
            output,
            quiet=quiet,
        )
        return
    if duties := explanations(rule, land):
        deliver(
            markdown.duties(duties) if format == "md" else text.duties(duties, colored),
            output,
            quiet=quiet,
        )
        return
    chosen = rules.meant_by(rule)
    if not chosen:
        from ksnet.checking import Selection

        raise UsageProblem(f"{Selection((rule,)).problem()} Alle Regeln: ksnet explain")
    deliver(
        markdown.explanation(chosen, land)
        if format == "md"
        else text.explanation(chosen, land, colored),
        output,
        quiet=quiet,
    )
