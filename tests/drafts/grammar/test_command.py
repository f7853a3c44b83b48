"""``tracker deadlines --jsonl`` line by line."""

import json
from pathlib import Path

from click.testing import CliRunner

from tracker.commands.deadlines import deadlines


def asked(*lines: str) -> list[dict[str, object]]:
    run = CliRunner().invoke(deadlines, ["--jsonl"], input="\n".join(lines) + "\n")
    assert run.exit_code == 0
    return [json.loads(line) for line in run.output.splitlines()]


def test_a_line_is_answered_with_its_obligations_spans_and_repairs() -> None:
    line = '{"id": 7, "text": "Termín: 14.11..2003"}'
    assert asked(line) == [
        {
            "id": 7,
            "obligations": [
                {
                    "kind": "dated",
                    "due": "2003-11-14",
                    "precision": "day",
                    "span": [8, 19],
                    "words": "14.11..2003",
                    "doubts": [],
                }
            ],
            "repairs": [{"span": [8, 19], "was": "14.11..2003", "now": "14. 11. 2003"}],
            "set_aside": [],
        }
    ]


def test_the_context_tells_the_year() -> None:
    line = '{"id": 1, "text": "do 12.7.", "context": {"ref_date": "2018-08-01"}}'
    assert asked(line)[0]["obligations"][0]["due"] == "2019-07-12"  # type: ignore[index]


def test_a_bad_line_gives_an_error_and_the_rest_go_on() -> None:
    answers = asked(
        "no json",
        '{"id": "a"}',
        '{"id": "b", "text": "x", "context": {"ref_date": "2018-13-01"}}',
        '{"id": "c", "text": "ročně"}',
    )
    assert [(answer["id"], "error" in answer) for answer in answers] == [
        (None, True),
        ("a", True),
        ("b", True),
        ("c", False),
    ]


def test_a_file_is_read_like_the_input(tmp_path: Path) -> None:
    file = tmp_path / "phrases.jsonl"
    file.write_text('{"id": 1, "text": ""}\n', encoding="utf-8")
    run = CliRunner().invoke(deadlines, ["--jsonl", str(file)])
    assert json.loads(run.output)["obligations"][0]["kind"] == "missing"
