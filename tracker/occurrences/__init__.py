"""Floor 5: from an obligation to the dated windows that must be met. Pure, idempotent, computed from the anchor."""
