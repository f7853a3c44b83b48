"""Header fields of an agreement: who, where, how long, on what, and how it was approved."""

import re
from datetime import date

from tracker.documents.passages import DocumentText, Passage
from tracker.drafts.days import first_day_in
from tracker.drafts.header_fields import Approval, Header, Opinion, RoleName, Topics
from tracker.drafts.labels import Label, clean, labels_of, without_duties
from tracker.people.actor import Role

_ROLES: tuple[tuple[Role, str], ...] = (
    (Role.REPRESENTATIVE, r"poveren\w* (zastupc|osob)|zastupce uzemniho celku"),
    (Role.MANAGER, r"mana[zg]er\w*( socialniho zaclenovani| sz)?|koordinator\w* spoluprace"),
    (Role.REGIONAL_HEAD, r"vedouci\w* (regionalniho (pracoviste|centra)|rp\b|rc\b)"),
    (Role.METHODIST, r"metodi(k|cka)"),
    (Role.CONSULTANT, r"(lokalni\w* )?konzultant"),
)
_NAME = re.compile(r"(?:(?:[A-Z][A-Za-z]{0,4}\.\s*)*)[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ][\w'-]+(?:\s+[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ][\w'-]+)+")
_RESOLUTION = re.compile(
    r"(?:usnesení[mu]?\s*(?:č(?:íslo|\.)?)?|č(?:íslo|\.)\s*usnesení)[:\s]*(?:č\.\s*)?([^\s,;][^\n,;]*)", re.I
)

_TOLD_APPROVAL = re.compile(
    r"(?:^|[.;]\s+)(?:(?:Tento|Toto|Tato)?\s*(?:dodatek|popis spolupráce|memorandum|dokument|dohoda)"
    r"\s+(?:byla?|bylo|je)\s+)?"
    r"schválen[ao]?\s+(?:zastupitelstv|rad)\w+(?P<rest>[^\n]{0,160})",
    re.I | re.M,
)


def header_of(document: DocumentText, *, of_one_town: bool) -> Header:
    """The header fields that the document states; validity is read elsewhere, it needs the whole document.

    ``of_one_town`` allows to take the municipality from the running text of the beginning.
    """
    labels = labels_of(document)
    municipality = _municipality(labels) or (_town_in(document.text[:4000]) if of_one_town else None)
    return Header(
        municipality=municipality,
        ico=_ico(labels),
        seat=_value(labels, r"^sidlo"),
        office=_value(labels, r"^regionalni (pracoviste|centrum)( asz)?$"),
        roles=_roles(labels),
        topics=_topics(document),
        lp_opinion=Opinion(_lp_day(labels)),
        approvals=_approvals(labels, municipality) or _told_approvals(document, municipality),
    )


def header_passages(document: DocumentText) -> set[Passage]:
    """The passages that hold header fields, so that their dates are not taken for deadlines."""
    wanted = (
        r"^(uzemni celek|obec|mesto|sidlo|ico?|ic\b|doba platnosti|platnost|stanovisko lokalniho partnerstvi|kontakt)"
        r"|schvaleni .*(popisu|dodatku|planu|dokumentu)|^(cislo|c\.) usneseni|usneseni"
    )
    roles = "|".join(pattern for _, pattern in _ROLES)
    return {
        passage
        for label in labels_of(document)
        if re.search(rf"{wanted}|^({roles})", label.plain) and _is_short(label)
        for passage in without_duties(document, label).passages
    }


def _is_short(label: Label) -> bool:
    return len(label.passages) <= 3


def _value(labels: list[Label], pattern: str) -> str | None:
    return next((x.value for x in labels if x.value and re.search(pattern, x.plain)), None)


def _municipality(labels: list[Label]) -> str | None:
    named = _value(labels, r"^(nazev )?(uzemni(ho)? cel(ek|ku)|obec|obce|mesto|mesta)$")
    return re.sub(r"^(statutární )?(město|obec|městys)\s+", "", named, flags=re.I) if named else None


def _town_in(beginning: str) -> str | None:
    found = re.search(
        r"\b(?:měst\w{1,3}|obec|obcí|obce|obci|městys\w*)\s+([A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ][a-zá-ž][\w-]*)", beginning
    )
    return found[1] if found else None


def _ico(labels: list[Label]) -> str | None:
    value = _value(labels, r"^ic(o|\b)")
    digits = re.sub(r"\D", "", value) if value else ""
    return digits or None


def valid_ico(ico: str) -> bool:
    """Whether the check digit of a Czech identification number fits (weights 8 to 2, modulus 11)."""
    if not re.fullmatch(r"\d{8}", ico):
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(ico, range(8, 1, -1), strict=False)) % 11
    return int(ico[7]) == (11 - rest) % 10


def _roles(labels: list[Label]) -> tuple[RoleName, ...]:
    found: dict[Role, RoleName] = {}
    for label in labels:
        role = next((role for role, pattern in _ROLES if re.match(pattern, label.plain)), None)
        name = _NAME.search(label.value)
        if role and name and len(label.value) < 80:
            found.setdefault(role, RoleName(role, label.value, label.label))
    return tuple(found.values())


def _topics(document: DocumentText) -> Topics:
    """The lists under *Prioritně* and *Dále*."""
    lists: dict[str, list[str]] = {"prioritně": [], "dále": []}
    current: str | None = None
    for passage in document.passages:
        words = document.words(passage)
        label = clean(words).casefold()
        if label in lists:
            current = label
        elif passage.style == "list" and current:
            lists[current].append(re.sub(r"^[-–•·▪*]\s*", "", words).strip(" ,;."))
        elif current and words.strip():
            current = None
    return Topics(tuple(lists["prioritně"]), tuple(lists["dále"]))


def _lp_day(labels: list[Label]) -> date | None:
    value = _value(labels, r"(stanovisko|projednan\w*|schvalen\w*).*(lokalni\w* partnerstvi|\blp\b)")
    return first_day_in(value) if value else None


def _told_approvals(document: DocumentText, municipality: str | None) -> tuple[Approval, ...]:
    """The approval of the document itself as a sentence tells it; those of other documents are no matter here."""
    told = _TOLD_APPROVAL.search(document.text)
    day = first_day_in(told["rest"]) if told else None
    if told is None or day is None:
        return ()
    beside = _RESOLUTION.search(told["rest"])
    return (Approval(municipality, day, beside[1].strip(" .)") if beside else None),)


def _approvals(labels: list[Label], municipality: str | None) -> tuple[Approval, ...]:
    """Approvals by councils: a day labelled as approval, with the resolution named beside or right after it."""
    approvals: list[Approval] = []
    for label in labels:
        words = label.plain
        if re.search(r"(datum )?schvaleni.*(uzemnim celkem|zastupitelstv|rad(ou|y)|popisu|dodatku|planu)", words):
            day = first_day_in(label.value)
            if day:
                beside = _RESOLUTION.search(label.value)
                approvals.append(Approval(municipality, day, beside[1].strip(" .)") if beside else None))
        elif re.search(r"^(cislo|c\.) usneseni|^usneseni( c\.)?", words) and approvals and not approvals[-1].resolution:
            approvals[-1] = Approval(approvals[-1].municipality, approvals[-1].day, label.value)
    return tuple(dict.fromkeys(approvals))
