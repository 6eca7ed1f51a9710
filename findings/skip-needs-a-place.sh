#!/usr/bin/env bash
# The same recurrence rule is refused or understood depending on which of its parts stands first.
#
# Package: node-ical 0.27.2 (npm)
#
# Expected: "the last day of each month, or the day before if there is none" is
# RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD (RFC 7529, 4.1; all its examples begin with RSCALE).
# RFC 5545, 3.3.10, asks writers to begin with FREQ for the sake of old readers, and readers to accept
# the parts of a rule in any sequence (MUST).
#
# Happens: with FREQ first it works. With RSCALE first, as in the RFC, RSCALE is not seen, and SKIP
# is refused for lack of it.
#
#   FREQ first    2026-01-31 2026-02-28 2026-03-31
#   RSCALE first  Error: SKIP MUST NOT be present unless RSCALE is present
#
# Matters: RFC 7529 is the only standard way to say "at the end of each month" from the 31st, and who writes
# it as its examples do makes the whole event unreadable here. Begin with FREQ.
set -euo pipefail

for program in node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --prefix "$tmp" node-ical@0.27.2

cd "$tmp"
node --input-type=module - >seen <<'JS'
import ical from 'node-ical';

const read = (rule) => {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Example//Closing//EN',
    'BEGIN:VEVENT',
    'UID:closing',
    'DTSTAMP:20260101T000000Z',
    'DTSTART:20260131T120000Z',
    `RRULE:${rule}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ];
  try {
    const event = ical.sync.parseICS(lines.join('\r\n')).closing;
    const year = { from: new Date('2026-01-01'), to: new Date('2026-12-31') };
    const found = ical.expandRecurringEvent(event, year);
    return found.map((instance) => instance.start.toISOString().slice(0, 10)).join(' ');
  } catch (error) {
    return `Error: ${error.message}`;
  }
};
console.log('FREQ first   ', read('FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=BACKWARD;COUNT=3'));
console.log('RSCALE first ', read('RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=3'));
JS
cat seen
diff - seen <<'END'
FREQ first    2026-01-31 2026-02-28 2026-03-31
RSCALE first  Error: SKIP MUST NOT be present unless RSCALE is present
END
