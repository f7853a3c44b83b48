// Reads a calendar from standard input by ical.js (the parser of Thunderbird and Nextcloud) and prints what it sees as JSON.
// Arguments: the path of the package, and what is wanted: "events", or "offsets" (then a JSON list of wall times stands
// in the line before the calendar).
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , library, wanted] = process.argv;
const ICAL = (await import(pathToFileURL(library))).default;
const input = readFileSync(0, "utf8");

const seen = (vevent) => ({
  uid: vevent.getFirstPropertyValue("uid"),
  starts: vevent.getFirstPropertyValue("dtstart").toString(),
  ends: vevent.getFirstPropertyValue("dtend")?.toString() ?? null,
  summary: vevent.getFirstPropertyValue("summary"),
  description: vevent.getFirstPropertyValue("description"),
  location: vevent.getFirstPropertyValue("location"),
  categories: vevent.getFirstProperty("categories")?.getValues() ?? [],
  status: vevent.getFirstPropertyValue("status"),
  sequence: vevent.getFirstPropertyValue("sequence"),
  alarms: vevent.getAllSubcomponents("valarm").map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()),
});

const offset = (zone) => (wall) => zone.utcOffset(ICAL.Time.fromDateTimeString(wall));

const events = (text) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map(seen);

const offsets = (text) => {
  const firstLine = text.indexOf("\n");
  const calendar = new ICAL.Component(ICAL.parse(text.slice(firstLine + 1)));
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone"));
  return JSON.parse(text.slice(0, firstLine)).map(offset(zone));
};

process.stdout.write(JSON.stringify(wanted === "events" ? events(input) : offsets(input)));
