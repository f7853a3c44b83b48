"""Floor 3: bytes in, passages out. One reader per kind of file; ``reading.py`` chooses by content. Pure."""
