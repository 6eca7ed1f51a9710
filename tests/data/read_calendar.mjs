// Reads an iCalendar file with ical.js, as Thunderbird does, and prints its events with their times in UTC.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}
const moment = (time) => (time.isDate ? time.toString() : time.convertToZone(ICAL.Timezone.utcTimezone).toString());
const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    summary: event.summary,
    start: moment(event.startDate),
    end: moment(event.endDate),
    sequence: event.sequence,
    status: component.getFirstPropertyValue("status"),
  };
});
console.log(JSON.stringify(events));
