"""Organisations without an account, and their answers."""
