"""Floor 9: use cases, one file per verb. Each reads the clock once, opens one transaction, and is journalled."""
