"""Hlídač závazků: what a municipality and the Agency for Social Inclusion owe each other, until it is done.

The rooms and the way of the data are drawn in ``tracker/README.md``. Importing this package imports nothing else and
sets one thing: how many new objects let the collector look for rings. Starting, reading and drawing pages make many
objects at a time and hardly any ring; with Python's own numbers a fifth of a start, a twentieth of a reading and the
slowest twentieth of the pages were spent on looking.
"""

import gc

gc.set_threshold(50_000, 20, 50)
