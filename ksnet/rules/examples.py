"""The small repository that the examples of the rules are written for.

It has all that the law asks for at any time, but claims to be complete for no day: an example about
something missing says with `complete_since` for which days it does.
"""

from __future__ import annotations

import re

from ksnet.basics.findings import Example, Rule

OPEN, CLOSE = "⟦", "⟧"

SHORT = {
    "network": "data/networks/musterstadt/network.yaml",
    "members": "data/networks/musterstadt/members.yaml",
    "year": "data/networks/musterstadt/years/2025.yaml",
    "plan": "data/networks/musterstadt/plans/plan.yaml",
    "event": "data/events/musterstadt/2026-09-16-treffen.yaml",
    "settings": "ksnet.yaml",
}
ONE_BODY = """\
members:
  - id: jugendamt-muster
    youth_office: stadt-muster
    people:
      - id: muster
        family_name: Muster
"""
SCHUTZ = '{url: "https://www.example.org/schutz", as_of: 2026-01-15}'  # a page for the public
OFFICE = """\
youth_offices:
  - id: stadt-muster
    name: Jugendamt
    key: "05974040"
"""
POST = """\
coordination:
  - id: koordination-muster
    youth_office: stadt-muster
    fte: 0.5
    people: [muster]
"""
VERFAHREN = """\
agreements:
  - id: verfahren
    kind: verfahrensabsprache
    title: Verfahren und Mitteilungswege
    covers: [mitteilungswege]
    signed: 2025-03-12
    review_by: 2027-03-31
    document: {path: verfahren.pdf}
"""
BASE = {
    "network": f"""\
name: Netzwerk Kinderschutz Musterstadt
founded: 2024
complete_since: nie
{OFFICE}{POST}groups:
  - id: plenum
    name: Netzwerktreffen
    kind: plenum
    cadence: {{meetings: 1, per: zwei-jahre}}
  - id: ak-alt
    name: Früherer Arbeitskreis
    kind: arbeitskreis
    until: 2024-12-31
{VERFAHREN}public_information:
  procedures: {SCHUTZ}
  structures: {SCHUTZ}
  contacts: {SCHUTZ}
affiliations:
  - name: Netzwerk Frühe Hilfen
    kind: fruehe-hilfen
""",
    "members": ONE_BODY
    + """\
  - id: partner
    name: Partner im Netzwerk
    categories:
      - traeger-8a
      - insofa
      - geheimnistraeger
      - schule
      - gesundheitsamt
      - polizei-ordnung
      - familiengericht
      - staatsanwaltschaft
      - verfahrensbeistand
      - eingliederungshilfe
      - fruehe-hilfen
    collective: true
    agreement_8a: {exists: true}
""",
    "event": """\
title: Netzwerktreffen
kind: netzwerktreffen
groups: [plenum]
start: 2026-09-16 13:30
end: 2026-09-16 15:30
status: geplant
""",
}


def meeting(start: str, status: str = "geplant") -> dict[str, str]:
    """Return a meeting of the plenum as a file, which is named after its start."""
    file = f"data/events/musterstadt/{start.strip(OPEN + CLOSE)[:10]}-treffen.yaml"
    head = "title: Treffen\nkind: netzwerktreffen\ngroups: [plenum]\n"
    return {file: f"{head}start: {start}\nstatus: {status}\n"}


def right_of(rule: Rule) -> Example:
    """Return the right example of a rule: whole, or the wrong one with what is marked replaced."""
    if not isinstance(rule.right, str):
        return rule.right
    right = rule.right
    return {
        name: re.sub(f"{OPEN}.*?{CLOSE}", lambda _: right, content, flags=re.DOTALL)
        if isinstance(content, str)
        else content
        for name, content in rule.wrong.items()
    }
