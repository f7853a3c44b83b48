"""Floor 10: the JSON door under ``/api/v1``: one file a resource, its schemas beside it (docs/api.md)."""
