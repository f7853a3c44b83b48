"""Floor 6: what happened, what it counts for, and what follows for the status of every occurrence. Pure."""
