"""A part where it stands: what its reasons look at."""

from collections.abc import Sequence
from datetime import date

from tracker.drafts.grammar.clauses import Clauses
from tracker.drafts.grammar.lexer import Kind, Token
from tracker.drafts.grammar.parts import Part
from tracker.drafts.grammar.tense import is_past

_LINE_BEFORE = 12
_LABEL_WITHIN = 4
_LABELS = {"termin", "terminy", "t", "lhuta"}


class Place:
    """A part with the words around it; ``written`` is the day of the document, where that counts."""

    __slots__ = ("_before", "clause", "clauses", "part", "tokens", "written")

    def __init__(self, part: Part, tokens: Sequence[Token], clauses: Clauses, written: date | None) -> None:
        self.part, self.tokens, self.clauses, self.written = part, tokens, clauses, written
        self.clause = clauses.of[part.start]
        self._before: Sequence[Token] | None = None

    @property
    def is_dutiful(self) -> bool:
        """Whether its clause speaks of what is still to be done."""
        return self.clause in self.clauses.dutiful

    @property
    def before(self) -> Sequence[Token]:
        """The words of its line before it, twelve at most."""
        if self._before is None:
            end = start = self.part.start
            while start > 0 and end - start < _LINE_BEFORE and not self.tokens[start].line:
                start -= 1
            self._before = self.tokens[start:end]
        return self._before

    @property
    def words(self) -> Sequence[Token]:
        """The words of its line before it, without numbers and signs."""
        return [token for token in self.before if token.is_word]

    @property
    def is_labelled(self) -> bool:
        """Whether „Termín“ or „lhůta“ announces it."""
        first = max(self.part.start - _LABEL_WITHIN, 0)
        return any(self._is_label(at) for at in range(first, self.part.start + 1))

    def _is_label(self, at: int) -> bool:
        """„Termín“, „lhůta:“; „do stanoveného termínu“ belongs to its sentence."""
        token = self.tokens[at]
        return token.key in _LABELS or (token.lemma in ("termin", "lhuta") and self.tokens[at + 1].text in (":", "|"))

    @property
    def is_announced(self) -> bool:
        """Whether a label or the word „prodlouženo“ says that it is a term; „že termín … nebyl dodržen“ is a sentence."""
        if self.part.why == "moved":
            return True
        first = max(self.part.start - _LABEL_WITHIN, 0)
        return any(self._is_label(at) and self._opens(at) for at in range(first, self.part.start + 1))

    def _opens(self, at: int) -> bool:
        token, before, after = self.tokens[at], self.tokens[at - 1], self.tokens[at + 1]
        if after.text in (":", "|"):
            return True
        own_sentence = at == 0 or token.line or not before.is_word
        return own_sentence and not any(map(is_past, self.tokens[at + 1 : self.part.start]))

    @property
    def follows_mask(self) -> bool:
        """Whether what stands right before it was set aside: a sum of money, a number of an act."""
        return self.part.start > 0 and self.tokens[self.part.start - 1].kind is Kind.MASK

    def near_before(self, most: int) -> Sequence[Token]:
        """So many words before it, of the lines above too."""
        return self.tokens[max(self.part.start - most, 0) : self.part.start]

    def ends_line(self, at: int) -> bool:
        return self.tokens[at].kind is Kind.END or self.tokens[at].line
