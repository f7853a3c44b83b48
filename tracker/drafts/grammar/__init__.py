"""Reads Czech deadlines: a phrase, with what surrounds it, in; deadlines with spans, doubts and repairs out.

``read`` is the one way in. The stages are modules: ``normalise`` (clean text, way back), ``lexer`` (tokens), ``masks``
(what is no deadline), the rules by family (``recurring``, ``relative``, ``windows``, ``quota``, ``states``, ``dated``),
``weighing`` and ``joins`` (neighbours), ``reading`` (the whole way).
"""

from tracker.drafts.grammar.answer import Context, Doubt, Reading, Repair, Result, SetAside
from tracker.drafts.grammar.reading import read

__all__ = ["Context", "Doubt", "Reading", "Repair", "Result", "SetAside", "read"]
