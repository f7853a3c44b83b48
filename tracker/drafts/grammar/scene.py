"""The words around a part, as far as they count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.drafts.grammar.clauses import Clauses
from tracker.drafts.grammar.lexer import Kind, Token
from tracker.drafts.grammar.parts import Part

_LINE_BEFORE = 12


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with its clauses, and the day on which it was written, where that counts."""

    tokens: Sequence[Token]
    clauses: Clauses
    written: date | None

    def clause(self, part: Part) -> int:
        return self.clauses.of[part.start]

    def is_dutiful(self, part: Part) -> bool:
        """Whether its clause speaks of what is still to be done."""
        return self.clause(part) in self.clauses.dutiful

    def before(self, part: Part, most: int = _LINE_BEFORE) -> Sequence[Token]:
        """The words of its line before it, so many at most."""
        start = part.start
        while start > 0 and part.start - start < most and not self.tokens[start].line:
            start -= 1
        return self.tokens[start : part.start]

    def near_before(self, part: Part, most: int) -> Sequence[Token]:
        """The words before it, of the lines above too."""
        return self.tokens[max(part.start - most, 0) : part.start]

    def ends_line(self, at: int) -> bool:
        return self.tokens[at].kind is Kind.END or self.tokens[at].line

    def follows_mask(self, part: Part) -> bool:
        """Whether what stands right before it was set aside: a sum of money, a number of an act."""
        return part.start > 0 and self.tokens[part.start - 1].kind is Kind.MASK
