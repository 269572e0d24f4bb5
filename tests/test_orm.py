"""SQLAlchemy 2 as people use it: the same program on the tables and on the views."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import MetaData, Table, create_engine, func, inspect, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session, registry
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.schema import Column
from sqlalchemy.types import Integer

from conftest import Twins
from twin import HISTORY, LEAVES, RESULTS, RETIRED

MAPPING, HEARTBEAT, USAGE, ACTIVITY, TRACKING = LEAVES
CLOCK = datetime(2031, 5, 6, 7, 8, 9, 123456)


@pytest.fixture
def engines(twins: Twins) -> Iterator[list[Engine]]:
    made = [
        create_engine("postgresql+psycopg://", creator=lambda d=d: d.connect(autocommit=False))
        for d in twins
    ]
    yield made
    for engine in made:
        engine.dispose()


def both(engines: list[Engine], program: Callable[[Engine], Any]) -> Any:
    """What the program came to on the tables, which is what it comes to on the views."""
    table, view = (program(engine) for engine in engines)
    assert table == view
    return table


def reflect(engine: Engine, name: str) -> Table:
    """Reflection with the primary key said again, as SQLAlchemy asks for views."""
    return Table(name, MetaData(), Column("id", Integer, primary_key=True), autoload_with=engine)


@pytest.mark.parametrize("name", RETIRED)
def test_reflection_finds_the_same_columns(engines: list[Engine], name: str) -> None:
    def program(engine: Engine) -> Any:
        return [
            (column["name"], repr(column["type"]), column["default"], column["comment"])
            for column in inspect(engine).get_columns(name)
        ]

    assert len(both(engines, program)) > 4
    assert name in inspect(engines[1]).get_view_names()


def test_rows_are_the_same_python_values(engines: list[Engine]) -> None:
    def program(engine: Engine) -> Any:
        with engine.connect() as conn:
            return {
                name: conn.execute(select(table).order_by(table.c.id)).all()
                for name in RETIRED
                for table in [reflect(engine, name)]
            }

    both(engines, program)


def test_insert_returning_and_bulk_insert(engines: list[Engine]) -> None:
    def program(engine: Engine) -> Any:
        usage, results = reflect(engine, USAGE), reflect(engine, RESULTS)
        with engine.begin() as conn:
            one = conn.execute(
                usage.insert().values(proxy_id=1, created_at=CLOCK).returning(usage)
            ).all()
            many = conn.execute(
                results.insert().returning(results, sort_by_parameter_order=True),
                [
                    {"allocation_id": n, "started_at": CLOCK, "status": "success",
                     "total_requests": n, "block_details": {"빈": None}, "created_at": CLOCK}
                    for n in range(1, 30)
                ],
            ).all()  # fmt: skip
            return one, many, conn.execute(select(func.count()).select_from(results)).scalar()

    assert len(both(engines, program)[1]) == 29


def test_upsert_through_on_conflict_do_update(engines: list[Engine]) -> None:
    def program(engine: Engine) -> Any:
        mapping = reflect(engine, MAPPING)
        told: list[Any] = []
        with engine.begin() as conn:
            for line in (1, 9):
                statement = insert(mapping).values(
                    proxy_id=1, proxy_number=line, current_ip="::2", heartbeat_at=CLOCK,
                    updated_at=CLOCK,
                )  # fmt: skip
                told += conn.execute(
                    statement.on_conflict_do_update(
                        index_elements=[mapping.c.proxy_id, mapping.c.proxy_number],
                        set_={"current_ip": statement.excluded.current_ip, "updated_at": CLOCK},
                    ).returning(mapping)
                ).all()
            nothing = insert(mapping).values(proxy_id=1, proxy_number=1).on_conflict_do_nothing()
            told.append(conn.execute(nothing).rowcount)
        return told

    assert len(both(engines, program)) == 3


def mapped(engine: Engine, name: str, **arguments: Any) -> Any:
    table = reflect(engine, name)
    made = type("Row", (), {})
    registry().map_imperatively(made, table, **{k: v(table) for k, v in arguments.items()})
    return made


@pytest.mark.parametrize(
    ("name", "column"), [(TRACKING, "failed_count"), (RESULTS, "current_page")]
)
def test_unit_of_work_inserts_updates_and_deletes(
    engines: list[Engine], name: str, column: str
) -> None:
    def program(engine: Engine) -> Any:
        row_type = mapped(engine, name)
        fresh = row_type()
        if name == TRACKING:
            fresh.work_slot_id, fresh.work_date, fresh.target_count = 1, date(2031, 1, 1), 5
        else:
            fresh.allocation_id, fresh.started_at, fresh.status = 1, CLOCK, "success"
            fresh.created_at = CLOCK
        with Session(engine) as session:
            session.add(fresh)
            session.flush()
            seen = [fresh.id, getattr(fresh, column)]
            setattr(fresh, column, 5)
            session.commit()
            session.refresh(fresh)
            seen.append(getattr(fresh, column))
            other = session.get(row_type, 7)
            setattr(other, column, row_type.__table__.c[column] + 1)
            session.commit()
            seen += [getattr(other, column), session.query(row_type).count()]
            session.delete(fresh)
            session.commit()
            seen.append(session.get(row_type, seen[0]))
            changed = session.execute(
                update(row_type).where(row_type.id < 9).values({column: 3}).returning(row_type.id)
            ).all()
            session.commit()
            return [*seen, sorted(changed)]

    both(engines, program)


@pytest.mark.parametrize(
    ("name", "column"), [(TRACKING, "failed_count"), (RESULTS, "current_page")]
)
def test_a_stale_row_is_noticed_by_its_version(
    engines: list[Engine], name: str, column: str
) -> None:
    """version_id_col: UPDATE … WHERE id = ? AND version = ?, and the row count must be 1."""

    def program(engine: Engine) -> Any:
        with engine.begin() as conn:
            table = reflect(engine, name)
            conn.execute(update(table).where(table.c.id < 9).values({column: 1}))
        row_type = mapped(engine, name, version_id_col=lambda t: t.c[column])
        changing = "target_count" if name == TRACKING else "blocked_requests"
        with Session(engine) as first, Session(engine) as second:
            one, two = first.get(row_type, 5), second.get(row_type, 5)
            setattr(one, changing, 77)
            first.commit()
            setattr(two, changing, 78)
            with pytest.raises(StaleDataError):
                second.flush()
            second.rollback()
            setattr(two, changing, 79)
            second.commit()
            return getattr(two, column), getattr(two, changing)

    assert both(engines, program) == (3, 79)


def test_deleting_a_row_that_is_gone_is_noticed(engines: list[Engine]) -> None:
    def program(engine: Engine) -> Any:
        row_type = mapped(engine, RESULTS, confirm_deleted_rows=lambda _: True)
        with Session(engine) as first, Session(engine) as second:
            one, two = first.get(row_type, 5), second.get_one(row_type, 5)
            first.delete(one)
            first.commit()
            two.status_code = 5
            with pytest.raises(StaleDataError):
                second.flush()
            second.rollback()
            return second.get(row_type, 5)

    assert both(engines, program) is None


def test_errors_come_as_the_same_exceptions(engines: list[Engine]) -> None:
    def program(engine: Engine) -> Any:
        told = []
        for name, values, kind in (
            (MAPPING, {"proxy_id": 1, "proxy_number": 1}, IntegrityError),
            (USAGE, {"proxy_id": 99999}, IntegrityError),
            (HEARTBEAT, {"name": "x" * 300, "remote_ip": "x"}, DataError),
            (RESULTS, {"allocation_id": 1, "started_at": CLOCK, "status": "odd"}, IntegrityError),
            (RESULTS, {"allocation_id": 1, "started_at": CLOCK}, IntegrityError),
            (HISTORY, {"work_slot_id": 1}, IntegrityError),
        ):
            with pytest.raises(kind) as refused, engine.begin() as conn:
                conn.execute(reflect(engine, name).insert().values(**values))
            diag = getattr(refused.value.orig, "diag")  # noqa: B009
            told.append((diag.sqlstate, diag.constraint_name, diag.column_name))
        return told

    both(engines, program)


def test_a_view_joins_its_neighbours(engines: list[Engine]) -> None:
    """Tables alone have foreign keys to reflect; with the key named the join is the same."""

    def program(engine: Engine) -> Any:
        metadata = MetaData()
        products = Table(
            "v1_hub_product_results", metadata, autoload_with=engine, resolve_fks=False
        )
        results = reflect(engine, RESULTS)
        joined = (
            select(results.c.id, products.c.product_name)
            .join(products, products.c.result_id == results.c.id)
            .where(results.c.status == "success")
            .order_by(products.c.id)
        )
        with engine.connect() as conn:
            return conn.execute(joined).all()

    assert both(engines, program)
