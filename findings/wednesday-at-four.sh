#!/usr/bin/env bash
# "Mittwoch, 4.3.26" is the coming Wednesday at four in the morning.
#
# Package: chrono-node 2.10.3 (npm)
#
# Expected: the German parser reads "Mittwoch, 4.3.2026" as 4 March 2026. With a year of two digits it
# is the same day, or no date at all, as 4.3.26 is by itself.
#
# Happens: the short date is none for the parser, and so the number behind the weekday is taken for
# the hour of the coming Wednesday. Month and year are left over, and the time behind them is a second
# result, today.
#
#   Mittwoch, 4.3.2026    [Mittwoch, 4.3.2026] 2026 3 4 12
#   4.3.26                nothing
#   Mittwoch, 4.3.26      [Mittwoch, 4] 2026 2 11 4
#   Mi 4.3.26, 14-16 Uhr  [Mi 4] 2026 2 11 4 [14-16 Uhr] 2026 2 10 14
#
# Matters: that is how Germans write the day of a meeting, in letters and in lists. The result is a
# plausible day of the week that is asked for, in the wrong week, and it has an hour like a
# time that somebody gave. Cut the weekday off before parsing.
set -euo pipefail

for program in node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --prefix "$tmp" chrono-node@2.10.3

cd "$tmp"
node --input-type=module - >seen <<'JS'
import { de } from 'chrono-node';

const today = new Date(2026, 1, 10, 10); // a Tuesday
const parts = ['year', 'month', 'day', 'hour'];
const show = (moment) => parts.map((part) => moment.get(part)).join(' ');
const texts = ['Mittwoch, 4.3.2026', '4.3.26', 'Mittwoch, 4.3.26', 'Mi 4.3.26, 14-16 Uhr'];
for (const text of texts) {
  const found = de.parse(text, today).map(({ text, start }) => `[${text}] ${show(start)}`);
  console.log(text.padEnd(21), found.join(' ') || 'nothing');
}
JS
cat seen
diff - seen <<'END'
Mittwoch, 4.3.2026    [Mittwoch, 4.3.2026] 2026 3 4 12
4.3.26                nothing
Mittwoch, 4.3.26      [Mittwoch, 4] 2026 2 11 4
Mi 4.3.26, 14-16 Uhr  [Mi 4] 2026 2 11 4 [14-16 Uhr] 2026 2 10 14
END
