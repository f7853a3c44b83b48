"""An agreement, its obligations, who answers for them, what is settled later, and the way to the council."""
