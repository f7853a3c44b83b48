"""Floor 1: days, periods and working days, as everyone uses them. Pure."""
