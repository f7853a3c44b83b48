"""People, mandates and municipalities; signing in, one's own account and keys."""
