"""Floor 7: occurrences as calendar entries: iCalendar bytes, what stands in a feed on a day, the year plan. Pure."""
