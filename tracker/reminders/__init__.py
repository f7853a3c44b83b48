"""Floor 7: which reminder is due, to whom, and what it says. Pure."""
