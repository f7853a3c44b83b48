"""Floor 10: the JSON door. One file per resource, its schemas beside it."""
