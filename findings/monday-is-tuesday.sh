#!/usr/bin/env bash
# "Mondays at nine" from a crontab line comes on Tuesdays.
#
# Package: APScheduler 3.11.3, compared with croniter 7.0.0 (PyPI)
#
# Expected: in the fifth field of a crontab line 0 and 7 are Sunday and 1 is Monday (POSIX, crontab).
# CronTrigger.from_crontab is there to take such lines.
#
# Happens: the numbers go on to a trigger that counts from Monday as 0. Names (mon) are right; 1-5 is
# Tuesday to Saturday.
#
#   0 9 * * 1    croniter    Mon
#   0 9 * * 1    APScheduler Tue
#   0 9 * * 1-5  croniter    Mon Tue Wed Thu Fri
#   0 9 * * 1-5  APScheduler Tue Wed Thu Fri Sat
#   0 9 * * mon  croniter    Mon
#   0 9 * * mon  APScheduler Mon
#
# Matters: a reminder or an export of a list that an administrator has moved from cron into a program
# comes a day late, on Saturday instead of Monday. Write the names of the days.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check APScheduler==3.11.3 croniter==7.0.0

cd "$tmp"
venv/bin/python - >seen <<'PY'
from datetime import UTC, datetime
from itertools import islice

from apscheduler.triggers.cron import CronTrigger
from croniter import croniter


def fire(trigger, moment):
    while True:
        moment = trigger.get_next_fire_time(moment, moment)
        yield moment


sunday = datetime(2026, 3, 1, tzinfo=UTC)
for line in ("0 9 * * 1", "0 9 * * 1-5", "0 9 * * mon"):
    for name, moments in (
        ("croniter   ", croniter(line, sunday).all_next(datetime)),
        ("APScheduler", fire(CronTrigger.from_crontab(line, timezone=UTC), sunday)),
    ):
        print(f"{line:12}", name, *dict.fromkeys(f"{day:%a}" for day in islice(moments, 7)))
PY
cat seen
diff - seen <<'END'
0 9 * * 1    croniter    Mon
0 9 * * 1    APScheduler Tue
0 9 * * 1-5  croniter    Mon Tue Wed Thu Fri
0 9 * * 1-5  APScheduler Tue Wed Thu Fri Sat
0 9 * * mon  croniter    Mon
0 9 * * mon  APScheduler Mon
END
