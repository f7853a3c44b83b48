"""Floor 8: uploaded files, kept by the SHA-256 of their bytes, immutable."""
