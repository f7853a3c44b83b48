"""Floor 7: what the council, the region and the country read, as values and as files. Pure."""
