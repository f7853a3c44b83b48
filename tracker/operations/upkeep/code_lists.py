"""The lists of words that forms offer: reading one, adding a word, taking one out and back."""

from collections.abc import Collection

from sqlmodel import col, select

from tracker.operations.ground import Ground, NotFound, Refused, Work, working
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.code_lists import CodeEntryRow, CodeList
from tracker.timeline.czech_order import sort_key

MANAGE = Permission.MANAGE_TERRITORY


def offered(work: Work, code_list: CodeList) -> list[str]:
    """The words that forms offer today."""
    query = select(CodeEntryRow.label).where(CodeEntryRow.code_list == code_list, col(CodeEntryRow.active).is_(True))
    return list(work.session.exec(query.order_by(col(CodeEntryRow.sort_key))))


def unknown(work: Work, code_list: CodeList, words: Collection[str]) -> set[str]:
    """Those of the words that the list has never had."""
    if not words:
        return set()
    known = select(CodeEntryRow.label).where(CodeEntryRow.code_list == code_list, col(CodeEntryRow.label).in_(words))
    found = work.session.exec(known).all()
    return set(words) - set(found)


def all_entries(work: Work) -> dict[CodeList, list[CodeEntryRow]]:
    """Every list with all its words, for whoever keeps them."""
    work.require(MANAGE)
    lists: dict[CodeList, list[CodeEntryRow]] = {code_list: [] for code_list in CodeList}
    for row in work.session.exec(select(CodeEntryRow).order_by(col(CodeEntryRow.sort_key))):
        lists[row.code_list].append(row)
    return lists


def add_entry(ground: Ground, actor: Actor, code_list: CodeList, label: str) -> None:
    """Offer one more word; one that was taken out comes back."""
    with working(ground, actor) as work:
        work.require(MANAGE)
        label = " ".join(label.split())
        if not label or len(label) > 120 or not label.isprintable():
            raise Refused("Napište položku, nejvýše 120 znaků.", code_list.value)
        known = select(CodeEntryRow).where(CodeEntryRow.code_list == code_list, CodeEntryRow.label == label)
        row = work.session.exec(known).first() or CodeEntryRow(code_list=code_list, label=label, sort_key="")
        row.active, row.sort_key = True, sort_key(label)
        work.session.add(row)


def offer(ground: Ground, actor: Actor, entry_id: int, *, active: bool) -> None:
    """Take a word out of its list, or back into it."""
    with working(ground, actor) as work:
        work.require(MANAGE)
        row = work.session.get(CodeEntryRow, entry_id)
        if row is None:
            raise NotFound
        row.active = active
