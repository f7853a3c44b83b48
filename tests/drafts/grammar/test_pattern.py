"""The engine: patterns, terms, priorities."""

from tracker.drafts.grammar.lexer import Tokens, lex
from tracker.drafts.grammar.pattern import Grammar, Rule
from tracker.drafts.grammar.terms import begins


@begins(numbers=True)
def number(tokens: Tokens, at: int) -> tuple[int, int] | None:
    return (tokens[at].value, at + 1) if tokens[at].is_number else None


def met(text: str, *rules: Rule) -> list[tuple[str, int, dict[str, int]]]:
    grammar = Grammar(rules, {"NUMBER": number})
    return [(rule.name, found.end, dict(found.caught)) for rule, found in grammar.matches(lex(text), 0)]


def rule(name: str, *patterns: str) -> Rule:
    return Rule(name, patterns, lambda found, _: found)


def test_a_word_is_met_in_any_of_its_cases() -> None:
    assert met("každého měsíce", rule("every month", "kazdy mesic")) == [("every month", 2, {})]


def test_what_a_term_reads_is_caught_under_its_name() -> None:
    assert met("od 3 do 9", rule("range", "od first=NUMBER do last=NUMBER")) == [("range", 4, {"first": 3, "last": 9})]


def test_an_element_with_a_question_mark_may_be_absent() -> None:
    one = rule("days", "do? NUMBER den")
    assert met("5 dnů", one) == met("5 dní", one) == [("days", 2, {"number": 5})]


def test_the_longest_match_comes_first_and_the_earlier_rule_among_equals() -> None:
    rules = rule("short", "do"), rule("first", "do NUMBER"), rule("second", "do NUMBER")
    assert [name for name, _, _ in met("do 5", *rules)] == ["first", "short"]
