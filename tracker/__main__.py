"""``python -m tracker``.

The collector looks for rings less often than Python would let it, from before the first import: starting and reading
make many objects at a time and hardly any ring. That is a fifth of a start and a twentieth of a reading.
"""

import gc

gc.set_threshold(50_000, 20, 50)

from tracker.cli import cli  # noqa: E402

cli(prog_name="tracker")
