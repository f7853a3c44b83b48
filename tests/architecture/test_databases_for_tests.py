"""The databases that tests are given: migrated, their own, and gone afterwards."""

import sqlalchemy as sa
from sqlalchemy import Engine

from tracker.store.database import make_engine
from tracker.store.migrating import newest, present


def test_a_test_gets_a_database_of_the_newest_schema(engine: Engine) -> None:
    assert present(engine) == newest()


def test_what_one_test_writes_no_other_sees(engine: Engine) -> None:
    with engine.begin() as connection:
        before = connection.scalar(sa.text("SELECT count(*) FROM office"))
        connection.execute(sa.text("INSERT INTO office (code, name) VALUES ('RCZ', 'Západ')"))

    assert before == 0


test_nor_does_the_next_one = test_what_one_test_writes_no_other_sees


def test_an_empty_database_holds_nothing(empty_database_url: str) -> None:
    engine = make_engine(empty_database_url)

    assert sa.inspect(engine).get_table_names() == []

    engine.dispose()
