"""KS2 as rules: names, weights, German documentation and examples of the checks of ids."""

from __future__ import annotations

from ksnet.basics.controlled import Severity
from ksnet.rules import hierarchy, identity, inactive, municipalities, references
from ksnet.rules.rule import Rule

RULES = (
    Rule(
        code="KS201",
        name="unknown-reference",
        severity=Severity.FEHLER,
        title="Eine Kennung gibt es nicht.",
        why="Einträge verweisen mit Kennungen aufeinander. Führt eine ins Leere, fehlt im Bericht, wer gemeint ist.",
        mend="Schreibweise prüfen oder den fehlenden Eintrag ergänzen.",
        wrong={"event": "organisers: [⟦stadt-mustar⟧]\n"},
        right={"event": "organisers: [stadt-muster]\n"},
        check=references.unknown_reference,
    ),
    Rule(
        code="KS202",
        name="wrong-kind-of-reference",
        severity=Severity.FEHLER,
        title="Eine Kennung meint etwas anderes, als hier stehen darf.",
        why="Wo eine Person erwartet wird, kann kein Gremium stehen.",
        mend="Die Kennung eines passenden Eintrags einsetzen.",
        wrong={"event": "chair: ⟦plenum⟧\n"},
        right={"event": "chair: muster\n"},
    ),
    Rule(
        code="KS203",
        name="inactive-reference",
        severity=Severity.FEHLER,
        title="Genannt ist, wer zu dieser Zeit nicht dazugehört.",
        why="Der Bericht nennt sonst jemanden, der ausgeschieden oder noch nicht eingetreten war. Das ist etwas anderes als eine unbekannte Kennung: Der Eintrag ist da, aber beendet oder noch nicht begonnen. Vor dem eigenen Beitritt darf eine Stelle eingeladen sein, sprechen, veranstalten, zuständig sein und unter „attendance“ als anwesend stehen: Wer später beitritt, kommt oft zuerst als Gast.",
        mend="Kennung oder Datum prüfen; wer wirklich dabei war, braucht ein passendes „since“ und „until“.",
        wrong={"event": "groups: [⟦ak-alt⟧]\n"},
        right={"event": "groups: [plenum]\n"},
        check=inactive.inactive_reference,
    ),
    Rule(
        code="KS204",
        name="duplicate-id",
        severity=Severity.FEHLER,
        title="Eine Kennung ist doppelt vergeben.",
        why="In einem Netzwerk muss eine Kennung allein sagen, was gemeint ist.",
        mend="Eine andere Kennung wählen.",
        wrong={"network": "agreements:\n  - id: ⟦plenum⟧\n    kind: geschaeftsordnung\n    title: Geschäftsordnung\n"},
        right={
            "network": "agreements:\n  - id: geschaeftsordnung\n    kind: geschaeftsordnung\n    title: Geschäftsordnung\n"
        },
        check=identity.duplicate_id,
    ),
    Rule(
        code="KS205",
        name="unknown-network",
        severity=Severity.FEHLER,
        title="Ein Netzwerk gibt es nicht.",
        why="Veranstaltungen stehen im Ordner ihres Netzwerks, und ein übergeordnetes Netzwerk muss hier erfasst sein.",
        mend="Ordner umbenennen, das Netzwerk anlegen oder parent: {text: …} schreiben.",
        wrong={"network": "parent: ⟦kreisnetzwerk⟧\n"},
        right={"network": "parent: {text: Kreisnetzwerk}\n"},
        overview=hierarchy.parent_networks,
    ),
    Rule(
        code="KS206",
        name="unknown-municipality",
        severity=Severity.FEHLER,
        title="Eine Gemeinde oder einen Kreis gibt es nicht.",
        why="Über die amtlichen Schlüssel ist klar, für welche Gemeinden ein Jugendamt zuständig ist.",
        mend="Amtlichen Namen oder Schlüssel eintragen.",
        wrong={
            "network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n    municipalities: [⟦Soost⟧]\n'
        },
        right={
            "network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n    municipalities: [Soest]\n'
        },
        check=municipalities.regional_keys,
    ),
    Rule(
        code="KS207",
        name="key-mismatch",
        severity=Severity.FEHLER,
        title="Name und Schlüssel eines Jugendamts passen nicht zusammen.",
        why="Mit einem fremden Schlüssel wird das Jugendamt einer anderen Gemeinde zugeordnet.",
        mend="Schlüssel oder Namen berichtigen.",
        wrong={
            "network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt der Stadt Soest\n    key: ⟦"05974028"⟧\n'
        },
        right={
            "network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt der Stadt Soest\n    key: "05974040"\n'
        },
    ),
    Rule(
        code="KS208",
        name="shared-municipality",
        severity=Severity.FEHLER,
        title="Zwei Jugendämter eines Netzwerks sind für dieselbe Gemeinde eingetragen.",
        why="Für eine Gemeinde ist genau ein Jugendamt zuständig.",
        mend="Die Gemeinde bei einem der beiden streichen.",
        wrong={
            "network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n  - id: kreis-muster\n    name: Kreisjugendamt\n    key: "05974"\n    municipalities: [⟦Soest⟧]\n'
        },
        right={
            "network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n  - id: kreis-muster\n    name: Kreisjugendamt\n    key: "05974"\n    municipalities: [Welver]\n'
        },
    ),
    Rule(
        code="KS209",
        name="office-key-conflict",
        severity=Severity.FEHLER,
        title="Ein Jugendamt hat in zwei Netzwerken verschiedene Schlüssel.",
        why="Ein Jugendamt behält seine Kennung in allen Netzwerken; gleiche Kennung heißt gleicher Schlüssel.",
        mend="Schlüssel angleichen oder eine andere Kennung wählen.",
        wrong={
            "data/networks/nachbar/network.yaml": 'name: Netzwerk Nachbar\nyouth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: ⟦"05974028"⟧\n',
            "data/networks/nachbar/members.yaml": "members:\n",
        },
        right={
            "data/networks/nachbar/network.yaml": 'name: Netzwerk Nachbar\nyouth_offices:\n  - id: stadt-nachbar\n    name: Jugendamt\n    key: "05974028"\n'
        },
        overview=identity.office_keys,
    ),
    Rule(
        code="KS210",
        name="circular-parent",
        severity=Severity.FEHLER,
        title="Etwas ist sich selbst übergeordnet.",
        why="Aus „parent“ entsteht das Schaubild des Netzwerks; ein Kreis hat kein Oben.",
        mend="„parent“ bei einem der beteiligten Einträge ändern.",
        wrong={
            "network": "groups:\n  - id: plenum\n    name: Netzwerktreffen\n    kind: themengruppe\n    parent: ⟦plenum⟧\n  - id: ak-alt\n    name: AK\n    kind: arbeitskreis\n    until: 2024-12-31\n"
        },
        right={
            "network": "groups:\n  - id: plenum\n    name: Netzwerktreffen\n    kind: themengruppe\n  - id: ak-alt\n    name: AK\n    kind: arbeitskreis\n    parent: plenum\n    until: 2024-12-31\n"
        },
        check=hierarchy.circular_groups,
    ),
)
