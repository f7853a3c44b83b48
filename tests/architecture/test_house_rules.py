"""House rules that neither the type checker nor the linter see, read off the sources."""

import ast
from pathlib import Path

from tests.architecture.sources import modules, name, tree

INVITE_EVERYTHING = {"utils", "helpers", "common", "misc", "models", "views", "forms", "manager"}
CLOCK = "tracker/timeline/clock.py"


def test_every_module_says_what_it_is_for() -> None:
    assert [name(module) for module in modules() if not ast.get_docstring(tree(module))] == []


def test_no_module_has_a_name_that_invites_everything() -> None:
    assert [name(module) for module in modules() if INVITE_EVERYTHING & {module.stem, module.parent.name}] == []


def test_only_the_clock_reads_the_time() -> None:
    others = [module for module in modules() if name(module) != CLOCK]

    assert [place for module in others for place in clock_readings(module)] == []


def test_nothing_is_imported_inside_a_function() -> None:
    assert [place for module in modules() for place in late_imports(module)] == []


def test_nothing_is_left_unwritten() -> None:
    assert [place for module in modules() for place in stubs(module)] == []


def test_no_template_is_made_of_words_that_somebody_sent() -> None:
    assert [place for module in modules() for place in templates_of_words(module)] == []


def test_no_pattern_is_read_from_a_request() -> None:
    doors = [*modules("tracker/web"), *modules("tracker/api")]
    assert [place for module in doors for place in patterns_of_words(module)] == []


def templates_of_words(module: Path) -> list[str]:
    """Where ``module`` makes a template of a text at run time (ASVS 1.3.7)."""
    return [
        f"{name(module)}:{node.lineno}"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("render_template_string", "from_string"))
    ]


def patterns_of_words(module: Path) -> list[str]:
    """Where ``module`` gives ``re`` anything but a pattern written down (ASVS 1.2.9)."""
    return [
        f"{name(module)}:{node.lineno}"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).startswith("re.")
        and not (node.args and isinstance(node.args[0], ast.Constant | ast.Name) and written(node.args[0]))
    ]


def written(pattern: ast.Constant | ast.Name) -> bool:
    """Whether it stands in the source: a text, or a constant by its name."""
    return isinstance(pattern, ast.Constant) or pattern.id.isupper()


def clock_readings(module: Path) -> list[str]:
    """Where ``module`` asks the machine for a day or an instant (a stop watch is no clock)."""
    return [
        f"{name(module)}:{node.lineno}"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(ASKING)
    ]


ASKING = (
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.localtime",
    "time.gmtime",
)


def late_imports(module: Path) -> list[str]:
    """Imports of ``module`` that are not at its top."""
    top = {id(node) for node in tree(module).body}
    return [
        f"{name(module)}:{node.lineno}"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in top
    ]


def stubs(module: Path) -> list[str]:
    """Where ``module`` only promises to do something."""
    return [
        f"{name(module)}:{node.lineno}"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Raise) and node.exc is not None and "NotImplementedError" in ast.unparse(node.exc)
    ]
