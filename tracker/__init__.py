"""Hlídač závazků: what a municipality and the Agency for Social Inclusion owe each other, until it is done.

The rooms and the way of the data are drawn in ``tracker/README.md``. Importing this package imports nothing else.
"""
