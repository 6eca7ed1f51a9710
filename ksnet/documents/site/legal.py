"""What every public body has to say on its pages: accessibility, who publishes them, data protection.

The texts are a form. What only the publisher knows stands in `ksnet.yaml` under `publisher`; what is missing there is
shown as a gap, so that nobody takes the form for a finished statement.
"""

from __future__ import annotations

from ksnet import german
from ksnet.documents.blocks import Block, Cell, Gap, Paragraph, bullets, facts, prose
from ksnet.documents.model import Chapter
from ksnet.documents.site.base import (
    ACCESSIBILITY,
    IMPRINT,
    PRIVACY,
    START,
    Link,
    SiteContext,
    SitePage,
    contact_url,
)
from ksnet.records.settings import Accessibility, Publisher
from ksnet.records.vocabulary import CheckResult

# www.lbbp.nrw.de/ombudsstelle and www.it.nrw, read in 2026.
OMBUDSSTELLE = "https://www.lbbp.nrw.de/ombudsstelle"
OMBUDSSTELLE_EMAIL = "ombudsstelle-barrierefreie-it@mags.nrw.de"


def legal_pages(ctx: SiteContext) -> list[SitePage]:
    """Build the three pages that are linked at the foot of each page."""
    trail = [Link("Netzwerke", START)]
    return [
        ctx.page(IMPRINT, "imprint", "Impressum", _imprint(ctx.publisher), trail=trail),
        ctx.page(PRIVACY, "privacy", "Datenschutz", _privacy(ctx.publisher), trail=trail),
        ctx.page(
            ACCESSIBILITY, "accessibility", "Erklärung zur Barrierefreiheit", _accessibility(ctx.publisher), trail=trail
        ),
    ]


def _missing(what: str, key: str) -> Block:
    return Gap("fehlt", f"{what}. Zu ergänzen: ksnet.yaml, publisher, Schlüssel „{key}“.")


def _address(publisher: Publisher) -> str:
    town = " ".join(part for part in (publisher.postcode, publisher.city) if part)
    return "\n".join(part for part in (publisher.street, town) if part)


def _email(address: str | None) -> Cell:
    return Cell(address or "", contact_url("mailto", address) if address else "")


def _phone(number: str | None) -> Cell:
    return Cell(number or "", contact_url("tel", number) if number else "")


# --- Impressum --------------------------------------------------------------------------------------------------------


def _imprint(publisher: Publisher) -> list[Chapter]:
    blocks = facts(
        [
            ("Herausgeber", publisher.name or ""),
            ("Vertreten durch", publisher.represented_by or ""),
            ("Anschrift", _address(publisher)),
            ("E-Mail", _email(publisher.email)),
            ("Telefon", _phone(publisher.phone)),
            ("Internetseite", Cell(publisher.website or "", publisher.website or "")),
        ]
    )
    needed = (
        (publisher.name, "Wer diese Seiten herausgibt", "name"),
        (publisher.represented_by, "Wer den Herausgeber vertritt", "represented_by"),
        (publisher.street, "Straße und Hausnummer", "street"),
        (publisher.postcode, "Die Postleitzahl", "postcode"),
        (publisher.city, "Der Ort", "city"),
        (publisher.email, "Die E-Mail-Adresse", "email"),
        (publisher.phone, "Die Telefonnummer", "phone"),
    )
    blocks += [_missing(what, key) for value, what, key in needed if not value]
    about = Paragraph(
        "Diese Seiten informieren über die Netzwerke Kinderschutz, wie es § 9 Abs. 3 Satz 4 des Landeskinderschutzgesetzes Nordrhein-Westfalen vorsieht. Die Angaben stammen aus den Unterlagen der Netzwerke. Für verlinkte Seiten sind deren Betreiber verantwortlich."
    )
    return [
        Chapter("herausgeber", "Wer diese Seiten herausgibt", tuple(blocks)),
        Chapter("thema", "Worüber sie informieren", (about,)),
    ]


# --- Datenschutz ------------------------------------------------------------------------------------------------------


def _privacy(publisher: Publisher) -> list[Chapter]:
    quiet: list[Block] = [
        Paragraph(
            "Diese Seiten setzen keine Cookies, führen keine Programme in Ihrem Browser aus, zählen keine Besuche und laden nichts von anderen Servern."
        ),
        Paragraph(
            "Wer einen Kalender abonniert, ruft mit seinem Kalenderprogramm regelmäßig die Kalenderdatei von diesem Server ab. Mehr als beim Besuch einer Seite wird dabei nicht übertragen."
        ),
        Gap(
            "fehlt",
            "Angaben zum Betrieb des Servers: welche Zugriffsdaten er wie lange speichert, und wer ihn betreibt. Zu ergänzen in einer eigenen Vorlage: templates/site/privacy.html.j2, Block „server“.",
        ),
    ]
    people: list[Block] = [
        Paragraph(
            "Von Personen nennen diese Seiten Namen, Funktion und dienstliche Kontaktdaten, und nur, wo es dafür eine Grundlage gibt: bei eigenen Beschäftigten, deren Aufgabe der Kontakt nach außen ist, wo der Arbeitgeber die Angaben selbst veröffentlicht, oder mit Einwilligung. Eine Einwilligung kann jederzeit widerrufen werden; die Angaben verschwinden dann von diesen Seiten."
        ),
        Paragraph("Angaben über Kinder, Jugendliche und Familien enthalten diese Seiten nicht."),
    ]
    rights: list[Block] = [
        Paragraph(
            "Sie haben das Recht auf Auskunft, Berichtigung, Löschung und Einschränkung der Verarbeitung Ihrer Daten und können der Verarbeitung widersprechen (Artikel 15 bis 18 und 21 DSGVO). Beschweren können Sie sich bei der Landesbeauftragten für Datenschutz und Informationsfreiheit Nordrhein-Westfalen."
        ),
        *facts(
            [
                ("Verantwortlich", publisher.name or ""),
                ("Anschrift", _address(publisher)),
                ("E-Mail", _email(publisher.email)),
                ("Datenschutzbeauftragte oder Datenschutzbeauftragter", _email(publisher.data_protection)),
            ]
        ),
    ]
    if not publisher.name:
        rights.append(_missing("Wer für die Verarbeitung verantwortlich ist", "name"))
    if not publisher.data_protection:
        rights.append(_missing("Wie die oder der Datenschutzbeauftragte zu erreichen ist", "data_protection"))
    return [
        Chapter("besuch", "Wenn Sie diese Seiten besuchen", tuple(quiet[:2])),
        Chapter("server", "Betrieb des Servers", tuple(quiet[2:])),
        Chapter("personen", "Personen, die hier genannt sind", tuple(people)),
        Chapter("rechte", "Ihre Rechte", tuple(rights)),
    ]


# --- Erklärung zur Barrierefreiheit -----------------------------------------------------------------------------------


def _accessibility(publisher: Publisher) -> list[Chapter]:
    """Build the statement after the model of the Durchführungsbeschluss (EU) 2018/1523 and § 10b BGG NRW."""
    statement = publisher.accessibility or Accessibility()
    who = publisher.name or "Der Herausgeber dieser Seiten"
    scope: list[Block] = [
        Paragraph(
            f"{who} ist bemüht, diese Seiten im Einklang mit dem Behindertengleichstellungsgesetz Nordrhein-Westfalen (BGG NRW) und der Barrierefreie-Informationstechnik-Verordnung Nordrhein-Westfalen (BITV NRW) zur Umsetzung der Richtlinie (EU) 2016/2102 barrierefrei zugänglich zu machen."
        ),
        *facts([("Diese Erklärung gilt für", Cell(publisher.pages or "", publisher.pages or ""))]),
    ]
    if not publisher.name:
        scope.append(_missing("Wer diese Erklärung abgibt", "name"))
    if not publisher.pages:
        scope.append(_missing("Für welche Adresse diese Erklärung gilt", "pages"))
    return [
        Chapter("geltung", "Geltungsbereich", tuple(scope)),
        Chapter("stand", "Stand der Vereinbarkeit mit den Anforderungen", tuple(_result(statement))),
        Chapter("ausnahmen", "Nicht barrierefreie Inhalte", tuple(_exceptions(statement))),
        Chapter("erstellung", "Erstellung dieser Erklärung", tuple(_check(statement))),
        Chapter("feedback", "Barrieren melden", tuple(_feedback(publisher, statement))),
        Chapter("ombudsstelle", "Ombudsverfahren", tuple(_ombudsstelle())),
    ]


def _result(statement: Accessibility) -> list[Block]:
    if statement.result is None:
        return [_missing("Wie weit diese Seiten die Anforderungen erfüllen", "accessibility: result")]
    return [
        Paragraph(
            f"Diese Seiten sind mit den Anforderungen der BITV NRW (EN 301 549, Kapitel 9: WCAG 2.1, Stufe AA) {statement.result.label}."
        )
    ]


def _exceptions(statement: Accessibility) -> list[Block]:
    if statement.exceptions:
        return prose(statement.exceptions)
    if statement.result is CheckResult.VOLLSTAENDIG:
        return [Paragraph("Es sind keine Inhalte bekannt, die nicht barrierefrei sind.")]
    return [_missing("Welche Inhalte nicht barrierefrei sind und warum", "accessibility: exceptions")]


def _check(statement: Accessibility) -> list[Block]:
    blocks = facts(
        [
            ("Zuletzt geprüft", german.vague_date(statement.checked) if statement.checked else ""),
            ("Grundlage der Prüfung", statement.method.label if statement.method else ""),
        ]
    )
    if not statement.checked:
        blocks.append(
            _missing("Wann die Seiten zuletzt geprüft wurden (mindestens einmal im Jahr)", "accessibility: checked")
        )
    if not statement.method:
        blocks.append(_missing("Wer die Seiten geprüft hat", "accessibility: method"))
    return blocks


def _feedback(publisher: Publisher, statement: Accessibility) -> list[Block]:
    blocks: list[Block] = [
        Paragraph(
            "Ist Ihnen eine Barriere aufgefallen, oder brauchen Sie einen Inhalt in anderer Form? Bitte schreiben Sie uns. Sie erhalten spätestens nach sechs Wochen eine Antwort."
        ),
        *facts(
            [
                ("Kontaktformular", Cell(statement.contact_form or "", statement.contact_form or "")),
                ("Zuständig", publisher.name or ""),
                ("E-Mail", _email(publisher.email)),
                ("Telefon", _phone(publisher.phone)),
            ]
        ),
    ]
    if not statement.contact_form:
        blocks.append(
            _missing("Das elektronische Kontaktformular (§ 10b Abs. 2 Nr. 2 BGG NRW)", "accessibility: contact_form")
        )
    if not publisher.email:
        blocks.append(_missing("Die E-Mail-Adresse für Rückmeldungen", "email"))
    return blocks


def _ombudsstelle() -> list[Block]:
    return [
        Paragraph(
            "Bleibt Ihre Meldung ohne zufriedenstellende Antwort, können Sie sich an die Ombudsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen wenden (§ 10d BGG NRW)."
        ),
        *bullets(
            [
                Cell("Ombudsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen", OMBUDSSTELLE),
                _email(OMBUDSSTELLE_EMAIL),
            ]
        ),
    ]
