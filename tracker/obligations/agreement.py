"""A document in force: its kinds, its states, and the one table of what may follow what (domain, "Lifecycle")."""

from enum import StrEnum

from tracker.timeline.sentences import Phrase, Sentence, listed


class AgreementKind(StrEnum):
    """What sort of document holds the obligations."""

    COOPERATION = "cooperation"
    PLAN = "plan"
    ADVISORY = "advisory"
    PROJECT = "project"
    MEMORANDUM = "memorandum"


class AgreementState(StrEnum):
    """Where a document stands between its first draft and its end."""

    NEGOTIATED = "negotiated"
    DISCUSSED = "discussed"
    APPROVED_BY_COUNCIL = "approved_by_council"
    APPROVED_BY_ASZ = "approved_by_asz"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    LOW_ACTIVITY = "low_activity"
    PAUSED = "paused"
    EXPIRED = "expired"
    ENDED_BY_AGREEMENT = "ended_by_agreement"
    ENDED_BY_DECISION = "ended_by_decision"
    ABANDONED = "abandoned"


LABELS: dict[AgreementState, str] = {
    AgreementState.NEGOTIATED: "vyjednává se",
    AgreementState.DISCUSSED: "projednáno lokálním partnerstvím",
    AgreementState.APPROVED_BY_COUNCIL: "schváleno zastupitelstvem",
    AgreementState.APPROVED_BY_ASZ: "schváleno Agenturou",
    AgreementState.SIGNED: "podepsáno",
    AgreementState.IN_FORCE: "v platnosti",
    AgreementState.LOW_ACTIVITY: "v platnosti, nízká aktivita",
    AgreementState.PAUSED: "pozastaveno",
    AgreementState.EXPIRED: "platnost uplynula",
    AgreementState.ENDED_BY_AGREEMENT: "ukončeno dohodou",
    AgreementState.ENDED_BY_DECISION: "ukončeno rozhodnutím",
    AgreementState.ABANDONED: "nedokončeno",
}

ENDS = frozenset(
    {
        AgreementState.EXPIRED,
        AgreementState.ENDED_BY_AGREEMENT,
        AgreementState.ENDED_BY_DECISION,
        AgreementState.ABANDONED,
    }
)

RUNNING = frozenset({AgreementState.IN_FORCE, AgreementState.LOW_ACTIVITY, AgreementState.PAUSED})
"""The states within the validity; what comes before them is agreed on before it begins."""

TRANSITIONS: dict[AgreementState, frozenset[AgreementState]] = {
    AgreementState.NEGOTIATED: frozenset({AgreementState.DISCUSSED, AgreementState.ABANDONED}),
    AgreementState.DISCUSSED: frozenset({AgreementState.APPROVED_BY_COUNCIL, AgreementState.ABANDONED}),
    AgreementState.APPROVED_BY_COUNCIL: frozenset({AgreementState.APPROVED_BY_ASZ, AgreementState.ABANDONED}),
    AgreementState.APPROVED_BY_ASZ: frozenset({AgreementState.SIGNED, AgreementState.ABANDONED}),
    AgreementState.SIGNED: frozenset({AgreementState.IN_FORCE, AgreementState.ABANDONED}),
    AgreementState.IN_FORCE: ENDS | {AgreementState.LOW_ACTIVITY, AgreementState.PAUSED},
    AgreementState.LOW_ACTIVITY: ENDS | {AgreementState.IN_FORCE, AgreementState.PAUSED},
    AgreementState.PAUSED: ENDS | {AgreementState.IN_FORCE},
    **{state: frozenset[AgreementState]() for state in ENDS},
}


class ForbiddenTransition(Sentence, ValueError):
    """A step that the table does not hold."""

    def __init__(self, state: AgreementState, to: AgreementState) -> None:
        super().__init__(_refusal(state, to))
        self.state = state
        self.to = to


def transition(state: AgreementState, to: AgreementState) -> AgreementState:
    """``to``, if it may follow ``state``; raises ``ForbiddenTransition`` otherwise."""
    if to not in TRANSITIONS[state]:
        raise ForbiddenTransition(state, to)
    return to


def _refusal(state: AgreementState, to: AgreementState) -> Phrase:
    allowed = [Phrase("„%(words)s“", words=Phrase(LABELS[s])) for s in AgreementState if s in TRANSITIONS[state]]
    return Phrase(
        "Ze stavu „%(state)s“ nelze přejít do stavu „%(to)s“. %(ways)s",
        state=Phrase(LABELS[state]),
        to=Phrase(LABELS[to]),
        ways=Phrase("Možné je: %(ways)s.", ways=listed(*allowed))
        if allowed
        else Phrase("Dokument je ukončen a jeho stav už se nemění."),
    )
