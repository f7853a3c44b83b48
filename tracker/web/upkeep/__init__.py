"""The installation: code lists, days off, health, retention, long work."""
