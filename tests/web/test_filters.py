from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask_babel import force_locale

from tests.web.gallery_app import gallery_app
from tracker.fulfilment.standing import Status
from tracker.obligations.deadline import Period, Recurring
from tracker.timeline.czech import NBSP

SAID = [
    ("{{ day | day }}", "30. 9. 2026", "30 Sep 2026"),
    ("{{ day | long_day }}", "středa 30. září 2026", "Wednesday 30 September 2026"),
    ("{{ day | month }}", "září 2026", "September 2026"),
    ("{{ day | distance(today) }}", "před 51 dny", "51 days ago"),
    ("{{ today | distance(day) }}", "za 51 dní", "in 51 days"),
    ("{{ day | distance(day) }}", "dnes", "today"),
    ("{{ days_range(day, today) }}", "30. 9.–20. 11. 2026", "30 Sep 2026–20 Nov 2026"),
    ("{{ at | instant }}", "3. 11. 2026 16:02", "3 Nov 2026 16:02"),
    ("{{ 1234.5 | number }}", "1 234,5", "1,234.5"),
    ("{{ counted(5, 'závazek', 'je') }}", "5 závazků je", "5 obligations are"),
    ("{{ counted(1, 'závazek', 'je') }}", "1 závazek je", "1 obligation is"),
    ("{{ counted(2, 'akce') }}", "2 akce", "2 events"),
    ("{{ status | label }}", "Splněno opožděně", "Fulfilled late"),
    ("{{ rule | deadline }}", "nejméně 4× ročně", "at least 4× a year"),
    ("{{ amount | money }}", "1 250 000,50 Kč", "CZK 1,250,000.50"),
]


@pytest.mark.parametrize("template, czech, english", SAID)
def test_pages_speak_czech_and_english(template, czech, english):
    app = gallery_app()
    facts = {
        "day": date(2026, 9, 30),
        "today": date(2026, 11, 20),
        "at": datetime(2026, 11, 3, 15, 2, tzinfo=UTC),
        "status": Status.FULFILLED_LATE,
        "amount": Decimal("1250000.50"),
        "rule": Recurring(4, Period.YEAR, minimum=True),
    }
    said = []
    for language in ("cs", "en"):
        with app.test_request_context("/"), force_locale(language):
            said.append(app.jinja_env.from_string(template).render(facts).replace(NBSP, " "))
    assert said == [czech, english]


def test_the_reader_chooses_the_language_and_stays_on_the_page():
    app = gallery_app()
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    answer = client.post("/jazyk", data={"language": "en", "next": "/prazdno?strana=2"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/prazdno?strana=2")
    assert "Skip to content" in client.get("/prazdno").text
    client.post("/jazyk", data={"language": "tlh"})
    assert "Skip to content" in client.get("/prazdno").text
