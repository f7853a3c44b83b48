"""Floor 4: what was agreed. Deadline rules, obligations with two halves, agreements and their lifecycle. Pure."""
