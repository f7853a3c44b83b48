"""Sentences that are thrown: Czech words with named gaps, so that a page can say them in its own language."""


class Sentence(Exception):
    """An exception that says a Czech sentence; ``words`` has the gaps that ``values`` fill."""

    def __init__(self, words: str, /, **values: object) -> None:
        super().__init__(words % values if values else words)
        self.words, self.values = words, values
