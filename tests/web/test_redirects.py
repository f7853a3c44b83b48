import pytest

from tracker.web.redirects import local_path


@pytest.mark.parametrize("target", ["/", "/zavazky?stav=po-terminu&strana=2", "/obce/1#kontakty"])
def test_a_path_of_the_application_is_followed(target):
    assert local_path(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "zavazky",
        "https://example.cz/",
        "//example.cz/",
        "///example.cz/",
        "/\\example.cz/",
        "\\\\example.cz",
        "/\t/example.cz",
        "/a\nSet-Cookie: b=c",
        "javascript:alert(1)",
        "data:text/html,x",
        " /zavazky",
        "/x\\..\\..\\y",
    ],
)
def test_everything_else_leads_home(target):
    assert local_path(target) == "/"
