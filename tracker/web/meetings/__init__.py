"""Planned meetings of bodies."""
