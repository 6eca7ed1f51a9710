"""KS3 as rules: names, weights, German documentation and examples of the checks of time."""

from __future__ import annotations

from ksnet.basics.controlled import Severity
from ksnet.rules import conflicts, date_order, event_dates, periods
from ksnet.rules.rule import Rule

_MEETING = "title: Treffen\nkind: netzwerktreffen\ngroups: [plenum]\n"
_ROOM = "location:\n  name: Rathaus\n  city: Soest\n  room: {}\n"

RULES = (
    Rule(
        code="KS301",
        name="end-before-start",
        severity=Severity.FEHLER,
        title="Ende liegt vor dem Beginn.",
        why="Mit vertauschten Zeiten erscheint der Termin in Kalendern falsch oder gar nicht.",
        mend="Uhrzeit oder Datum von „end“ prüfen.",
        wrong={"event": "start: 2026-09-16 13:30\nend: ⟦2026-09-16 12:30⟧\n"},
        right={"event": "start: 2026-09-16 13:30\nend: 2026-09-16 15:30\n"},
        check=event_dates.end_before_start,
    ),
    Rule(
        code="KS302",
        name="until-before-since",
        severity=Severity.FEHLER,
        title="Ein Zeitraum endet vor seinem Anfang.",
        why="Aus „since“ und „until“ zählt der Bericht, wer im Berichtszeitraum dazugehörte.",
        mend="Eines der beiden Daten berichtigen.",
        wrong={
            "network": "management:\n  - youth_office: stadt-muster\n    group: plenum\n    since: 2026-01-01\n    until: ⟦2025-12-31⟧\n"
        },
        right={
            "network": "management:\n  - youth_office: stadt-muster\n    group: plenum\n    since: 2025-01-01\n    until: 2025-12-31\n"
        },
        check=periods.until_before_since,
    ),
    Rule(
        code="KS303",
        name="outside-container",
        severity=Severity.FEHLER,
        title="Ein Zeitraum liegt außerhalb dessen, wozu er gehört.",
        why="Niemand kann einem Netzwerk angehören, das es noch nicht oder nicht mehr gibt. Koordinierungsstellen, Vereinbarungen und Gremien dürfen älter sein als das Netzwerk, das oft auf ihnen aufbaut; Gremien außerhalb des Netzwerks (external) haben ihre eigene Zeit. Eine Geschäftsführung darf für das ganze Kalenderjahr gelten, in dem das Netzwerk gegründet wird oder endet.",
        mend="Eines der beiden Daten berichtigen; ein fehlendes „since“ bedeutet „von Anfang an“.",
        wrong={
            "network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n    since: ⟦2019-01-01⟧\n'
        },
        right={
            "network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n    since: 2024-03-01\n'
        },
        check=periods.outside_container,
    ),
    Rule(
        code="KS304",
        name="overlapping-periods",
        severity=Severity.FEHLER,
        title="Zwei Zeiträume überschneiden sich, wo nur einer gelten kann.",
        why="Sonst ist nicht zu sagen, wer die Geschäftsführung hatte oder wie groß der Stellenanteil war.",
        mend="Den früheren Eintrag mit „until“ beenden, bevor der spätere mit „since“ beginnt.",
        wrong={
            "network": "management:\n  - youth_office: stadt-muster\n    group: plenum\n    since: 2025-01-01\n    until: 2025-12-31\n  - ⟦youth_office: stadt-muster⟧\n    group: plenum\n    since: 2025-07-01\n"
        },
        right={
            "network": "management:\n  - youth_office: stadt-muster\n    group: plenum\n    since: 2025-01-01\n    until: 2025-12-31\n  - youth_office: stadt-muster\n    group: plenum\n    since: 2026-01-01\n"
        },
        check=periods.overlapping_periods,
    ),
    Rule(
        code="KS305",
        name="event-outside-network",
        severity=Severity.FEHLER,
        title="Eine Veranstaltung liegt vor der Gründung oder nach dem Ende des Netzwerks.",
        why="Ein Netzwerk kann nicht tagen, bevor oder nachdem es besteht. Sitzungen, die seine Gründung vorbereiten (steuerungsgruppe, gremiensitzung, arbeitskreis, auftakt, konferenz), dürfen bis zu zwölf Monate davor liegen.",
        mend="Datum der Veranstaltung oder „founded“ und „until“ des Netzwerks prüfen.",
        wrong={"network": "founded: 2024\nuntil: 2026-07-31\n", "event": "start: ⟦2026-09-16 13:30⟧\n"},
        right={"network": "founded: 2024\nuntil: 2026-12-31\n"},
        check=event_dates.event_outside_network,
    ),
    Rule(
        code="KS306",
        name="date-not-file-name",
        severity=Severity.FEHLER,
        title="Dateiname und Datum einer Veranstaltung passen nicht zusammen.",
        why="Der Dateiname ist die Kennung der Veranstaltung und nennt den zuerst geplanten Tag. So bleibt ein verschobener Termin in Kalendern derselbe.",
        mend="Bei einer Verschiebung den zuerst geplanten Tag als ersten Eintrag von „rescheduled_from“ eintragen, sonst Datum oder Dateinamen berichtigen.",
        wrong={"event": "start: ⟦2026-09-23 13:30⟧\nend: 2026-09-23 15:30\n"},
        right={"event": "start: 2026-09-23 13:30\nend: 2026-09-23 15:30\nrescheduled_from: [2026-09-16]\n"},
        check=event_dates.date_not_file_name,
    ),
    Rule(
        code="KS307",
        name="past-but-planned",
        severity=Severity.WARNUNG,
        title="Ein Termin ist vorbei, gilt aber noch als geplant.",
        why="Im Bericht zählen nur Veranstaltungen, die stattgefunden haben.",
        mend="„status“ auf stattgefunden, abgesagt oder verschoben setzen.",
        wrong={"data/events/musterstadt/2026-03-10-treffen.yaml": f"{_MEETING}start: 2026-03-10\nstatus: ⟦geplant⟧\n"},
        right={"data/events/musterstadt/2026-03-10-treffen.yaml": f"{_MEETING}start: 2026-03-10\nstatus: abgesagt\n"},
        check=event_dates.past_but_planned,
    ),
    Rule(
        code="KS308",
        name="held-in-future",
        severity=Severity.FEHLER,
        title="Ein Termin in der Zukunft soll schon stattgefunden haben.",
        why="Der Bericht zählt ihn sonst, bevor er war.",
        mend="„status“ auf geplant oder bestaetigt setzen, oder das Datum prüfen.",
        wrong={"event": "status: ⟦stattgefunden⟧\n"},
        right={"event": "status: bestaetigt\n"},
        check=event_dates.held_in_future,
    ),
    Rule(
        code="KS309",
        name="date-in-future",
        severity=Severity.FEHLER,
        title="Etwas soll an einem Tag erledigt worden sein, der noch nicht war.",
        why="„done“, „on“ und „as_of“ sagen, was geschehen ist, nicht, was geplant ist.",
        mend="Datum prüfen; Geplantes gehört nach „due“ oder „review_by“.",
        wrong={"event": "results:\n  - kind: aufgabe\n    text: Ablaufplan versenden\n    done: ⟦2027-01-15⟧\n"},
        right={"event": "results:\n  - kind: aufgabe\n    text: Ablaufplan versenden\n    due: 2027-01-15\n"},
        check=date_order.date_in_future,
    ),
    Rule(
        code="KS310",
        name="dates-out-of-order",
        severity=Severity.FEHLER,
        title="Daten stehen in einer Reihenfolge, die nicht sein kann.",
        why="Eine Vereinbarung läuft nicht ab, bevor sie unterzeichnet ist, und eine Anmeldung endet nicht nach der Veranstaltung.",
        mend="Eines der beiden Daten berichtigen.",
        wrong={"event": "registration:\n  until: ⟦2026-10-01⟧\n"},
        right={"event": "registration:\n  until: 2026-09-01\n"},
        check=date_order.dates_out_of_order,
    ),
    Rule(
        code="KS311",
        name="skipped-hour",
        severity=Severity.FEHLER,
        title="Die Uhrzeit fällt in die Stunde, die bei der Umstellung auf Sommerzeit ausfällt.",
        why="Diese Uhrzeit gab es an dem Tag nicht; Kalender zeigen sie verschieden an.",
        mend="Uhrzeit prüfen.",
        wrong={
            "data/events/musterstadt/2028-03-26-treffen.yaml": f"{_MEETING}start: ⟦2028-03-26 02:30⟧\nstatus: geplant\n"
        },
        right={
            "data/events/musterstadt/2028-03-19-treffen.yaml": f"{_MEETING}start: 2028-03-19 02:30\nstatus: geplant\n"
        },
        check=event_dates.skipped_hour,
    ),
    Rule(
        code="KS312",
        name="sessions-out-of-order",
        severity=Severity.FEHLER,
        title="Die Einzeltermine einer Veranstaltung stehen nicht in zeitlicher Folge oder überschneiden sich.",
        why="Kalender zeigen jeden Einzeltermin für sich; vertauschte oder doppelte Zeiten führen Teilnehmende in die Irre.",
        mend="Tage und Uhrzeiten unter „sessions“ prüfen.",
        wrong={
            "event": "end: 2026-09-16 17:00\nsessions:\n  - start: 2026-09-16 13:30\n    end: 2026-09-16 15:30\n  - start: ⟦2026-09-16 15:00⟧\n    end: 2026-09-16 17:00\n"
        },
        right={
            "event": "end: 2026-09-23 15:30\nsessions:\n  - start: 2026-09-16 13:30\n    end: 2026-09-16 15:30\n  - start: 2026-09-23 13:30\n    end: 2026-09-23 15:30\n"
        },
        check=event_dates.sessions_out_of_order,
    ),
    Rule(
        code="KS313",
        name="sessions-not-event",
        severity=Severity.FEHLER,
        title="Beginn oder Ende einer Veranstaltung passt nicht zu ihren Einzelterminen.",
        why="„start“ und „end“ sagen, wann die Veranstaltung als Ganzes beginnt und endet. Mit „sessions“ dürfen sie fehlen; stehen sie da, sind es der Beginn des ersten und das Ende des letzten Einzeltermins.",
        mend="„start“ und „end“ löschen oder an „sessions“ angleichen.",
        wrong={
            "event": "start: 2026-09-16 13:30\nend: ⟦2026-09-30 15:30⟧\nsessions:\n  - start: 2026-09-16 13:30\n    end: 2026-09-16 15:30\n  - start: 2026-09-23 13:30\n    end: 2026-09-23 15:30\n"
        },
        right={
            "event": "start: 2026-09-16 13:30\nend: 2026-09-23 15:30\nsessions:\n  - start: 2026-09-16 13:30\n    end: 2026-09-16 15:30\n  - start: 2026-09-23 13:30\n    end: 2026-09-23 15:30\n"
        },
        check=event_dates.sessions_not_event,
    ),
    Rule(
        code="KS320",
        name="room-conflict",
        severity=Severity.WARNUNG,
        title="Ein Raum ist zur selben Zeit zweimal vergeben.",
        why="Räume gelten als dieselben, wenn Name, Raum und Ort gleich sind; ohne Ort nur innerhalb eines Netzwerks.",
        mend="Raum oder Zeit ändern.",
        wrong={
            "event": _ROOM.format("Saal 1"),
            "data/events/musterstadt/2026-09-16-zweites.yaml": f"title: Zweites Treffen\nkind: gremiensitzung\nstart: 2026-09-16 14:00\nstatus: geplant\n{_ROOM.format('⟦Saal 1⟧')}",
        },
        right={
            "event": _ROOM.format("Saal 1"),
            "data/events/musterstadt/2026-09-16-zweites.yaml": f"title: Zweites Treffen\nkind: gremiensitzung\nstart: 2026-09-16 14:00\nstatus: geplant\n{_ROOM.format('Saal 2')}",
        },
        overview=conflicts.room_conflict,
    ),
    Rule(
        code="KS321",
        name="person-conflict",
        severity=Severity.WARNUNG,
        title="Eine Person ist zur selben Zeit an zwei Stellen eingeplant.",
        why="Gebunden ist eine Person durch ihre eigenen Gremien, als Leitung und für das Protokoll, nicht durch die Gremien ihrer Stelle.",
        mend="Zeit ändern oder klären, wer wo teilnimmt.",
        wrong={
            "event": "chair: muster\n",
            "data/events/musterstadt/2026-09-16-zweites.yaml": "title: Zweites Treffen\nkind: gremiensitzung\nstart: ⟦2026-09-16 14:00⟧\nstatus: geplant\nchair: muster\n",
        },
        right={
            "event": "chair: muster\n",
            "data/events/musterstadt/2026-09-16-zweites.yaml": "title: Zweites Treffen\nkind: gremiensitzung\nstart: 2026-09-16 16:00\nstatus: geplant\nchair: muster\n",
        },
        check=conflicts.person_conflict,
    ),
    Rule(
        code="KS330",
        name="public-holiday",
        severity=Severity.HINWEIS,
        title="Ein kommender Termin liegt auf einem Feiertag.",
        why="An gesetzlichen Feiertagen in Nordrhein-Westfalen kommt kaum jemand.",
        mend="Anderen Tag wählen, wenn das nicht gewollt ist.",
        wrong={
            "data/events/musterstadt/2026-12-25-treffen.yaml": f"{_MEETING}start: ⟦2026-12-25 10:00⟧\nstatus: geplant\n"
        },
        right={
            "data/events/musterstadt/2026-12-08-treffen.yaml": f"{_MEETING}start: 2026-12-08 10:00\nstatus: geplant\n"
        },
        check=conflicts.public_holiday,
    ),
    Rule(
        code="KS331",
        name="school-holiday",
        severity=Severity.HINWEIS,
        title="Ein kommender Termin liegt in den Schulferien.",
        why="Schulen und viele Fachkräfte fehlen in den Ferien.",
        mend="Anderen Tag wählen, wenn das nicht gewollt ist.",
        wrong={
            "data/events/musterstadt/2026-12-28-treffen.yaml": f"{_MEETING}start: ⟦2026-12-28 10:00⟧\nstatus: geplant\n"
        },
        right={
            "data/events/musterstadt/2026-12-08-treffen.yaml": f"{_MEETING}start: 2026-12-08 10:00\nstatus: geplant\n"
        },
        check=conflicts.school_holiday,
    ),
)
