#!/usr/bin/env bash
# A weekly meeting made with khal is at 14:00, and from the second summer on at 15:00 for two readers.
#
# Packages: khal 0.14.1, icalendar 7.3.2 with recurring-ical-events 3.8.2, vobject 0.9.9 (PyPI); ical.js
# 2.2.1 (npm)
#
# Expected: 14:00 in Berlin, as long as the series goes on. The file carries the rules of its time zone,
# and readers go by them (RFC 5545, 3.6.5). There an observance begins at its DTSTART, and again each
# time that its RRULE or RDATE says; without them it begins once.
#
# Happens: khal writes the two changes of clocks after the first date, without RRULE or RDATE. From
# October of the first year on it is winter for good. Whoever knows Europe/Berlin by name, as icalendar
# and khal itself do, does not see it.
#
#   zone       DAYLIGHT 20260329T030000
#   zone       STANDARD 20261025T020000
#   icalendar  2026-10-05 14:00 2027-03-01 14:00 2027-04-05 14:00
#   vobject    2026-10-05 14:00 2027-03-01 14:00 2027-04-05 15:00
#   ical.js    2026-10-05 14:00 2027-03-01 14:00 2027-04-05 15:00
#
# Matters: round tables meet for years by one entry. The first year is right everywhere, so nobody tests
# the second; then some members come an hour late. Begin the series anew each year, or give the file
# a full VTIMEZONE before it is passed on.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  khal==0.14.1 icalendar==7.3.2 recurring-ical-events==3.8.2 vobject==0.9.9
npm install --silent --no-audit --no-fund --prefix "$tmp" ical.js@2.2.1

cd "$tmp"
export HOME=$tmp XDG_CONFIG_HOME=$tmp XDG_DATA_HOME=$tmp XDG_CACHE_HOME=$tmp
mkdir calendar
cat >khal.conf <<CONF
[calendars]
[[network]]
path = $tmp/calendar
[sqlite]
path = $tmp/khal.db
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
CONF
venv/bin/khal -c khal.conf new -a network --repeat weekly 2026-10-05 14:00 16:00 Meeting >/dev/null
mv calendar/*.ics meeting.ics
{
  venv/bin/python -W ignore - <<'PY'
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
import vobject

text = Path("meeting.ics").read_bytes().decode()
DAYS = ("2026-10-05", "2027-03-01", "2027-04-05")
BERLIN = ZoneInfo("Europe/Berlin")


def show(reader, moments):
    local = (moment.astimezone(BERLIN) for moment in moments)
    print(f"{reader:10}", *(f"{moment:%Y-%m-%d %H:%M}" for moment in local if f"{moment:%F}" in DAYS))


calendar = icalendar.Calendar.from_ical(text)
for zone in calendar.timezones:
    for part in zone.subcomponents:
        assert "RRULE" not in part and "RDATE" not in part
        print("zone      ", part.name, part["DTSTART"].to_ical().decode())
events = recurring_ical_events.of(calendar).between((2026, 10, 1), (2027, 5, 1))
show("icalendar", (event.start for event in events))
end = datetime(2027, 5, 1, tzinfo=BERLIN)
show("vobject", takewhile(lambda moment: moment < end, vobject.readOne(text).vevent.rruleset))
PY
  node --input-type=module - <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(readFileSync('meeting.ics', 'utf8')));
for (const zone of calendar.getAllSubcomponents('vtimezone')) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
}
const moments = new ICAL.Event(calendar.getFirstSubcomponent('vevent')).iterator();
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'short',
  timeStyle: 'short',
});
const found = [];
for (let moment = moments.next(); moment.year < 2027 || moment.month < 5; moment = moments.next()) {
  const local = clock.format(moment.toJSDate());
  if (['2026-10-05', '2027-03-01', '2027-04-05'].includes(local.slice(0, 10))) found.push(local);
}
console.log('ical.js   ', ...found);
JS
} >seen
cat seen
diff - seen <<'END'
zone       DAYLIGHT 20260329T030000
zone       STANDARD 20261025T020000
icalendar  2026-10-05 14:00 2027-03-01 14:00 2027-04-05 14:00
vobject    2026-10-05 14:00 2027-03-01 14:00 2027-04-05 15:00
ical.js    2026-10-05 14:00 2027-03-01 14:00 2027-04-05 15:00
END
