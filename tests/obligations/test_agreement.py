"""The life of an agreement: the one table of transitions."""

import itertools

import pytest

from tracker.obligations.agreement import (
    ENDS,
    LABELS,
    TRANSITIONS,
    AgreementState,
    ForbiddenTransition,
    transition,
)

WAY = (
    AgreementState.NEGOTIATED,
    AgreementState.DISCUSSED,
    AgreementState.APPROVED_BY_COUNCIL,
    AgreementState.APPROVED_BY_ASZ,
    AgreementState.SIGNED,
    AgreementState.IN_FORCE,
    AgreementState.PAUSED,
    AgreementState.IN_FORCE,
    AgreementState.LOW_ACTIVITY,
    AgreementState.ENDED_BY_AGREEMENT,
)


def test_the_life_of_sokolov_from_the_first_talk_to_the_end_by_agreement():
    assert [transition(state, to) for state, to in itertools.pairwise(WAY)] == list(WAY[1:])


def test_nothing_is_in_force_before_it_is_signed():
    with pytest.raises(ForbiddenTransition) as refusal:
        transition(AgreementState.DISCUSSED, AgreementState.IN_FORCE)
    assert str(refusal.value) == (
        "Ze stavu „projednáno lokálním partnerstvím“ nelze přejít do stavu „v platnosti“. "
        "Možné je: „schváleno zastupitelstvem“, „nedokončeno“."
    )


@pytest.mark.parametrize("end", sorted(ENDS))
def test_an_ended_agreement_stays_ended(end: AgreementState):
    with pytest.raises(ForbiddenTransition, match="Dokument je ukončen"):
        transition(end, AgreementState.IN_FORCE)


def test_every_state_has_a_label_and_a_place_in_the_table_and_can_be_reached():
    reached = {AgreementState.NEGOTIATED}.union(*TRANSITIONS.values())
    assert set(TRANSITIONS) == set(LABELS) == reached == set(AgreementState)
