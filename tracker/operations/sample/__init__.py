"""The sample installation and its story."""
