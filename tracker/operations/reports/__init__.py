"""Compiling and publishing reports."""
