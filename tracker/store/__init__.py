"""Floor 8: the only home of SQLModel. One file per aggregate; ``database.py`` opens engines and transactions."""
