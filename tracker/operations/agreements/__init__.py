"""Obligations over time: decisions, revision, ending, preparing for the council."""
