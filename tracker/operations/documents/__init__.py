"""From an uploaded file to a confirmed agreement."""
