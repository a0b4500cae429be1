"""A run as sections see it: paths by key in the reading of the main results, groups and measures in order."""

import polars as pl
import pytest

from bouwstenen.effects.row import Row, rows_table
from bouwstenen.views import RunView, Table, Value, numbers, row, text

ROWS = (
    Row(indicator="toy.cost", unit="bn_eur", year=2031, baseline=1.0, package=4.0, low=3.0, high=6.0),
    Row(indicator="toy.cost", unit="bn_eur", year=2030, baseline=1.0, package=2.0),
    Row(indicator="toy.cost", unit="bn_eur", year=2030, difference=0.5, block="B2", ledger="esa"),
    Row(indicator="toy.cost", unit="bn_eur", year=2030, difference=0.1, block="B1", measure="interaction"),
    Row(indicator="toy.cost", unit="bn_eur", year=2030, difference=0.2, block="B1", measure="M-02"),
    Row(indicator="toy.cost", unit="bn_eur", year=2030, difference=0.3, block="B1", measure="M-01"),
    Row(indicator="toy.cost", unit="bn_eur", year=2030, difference=0.4, block="B1"),
    Row(indicator="toy.share", unit="pct", year=2030, package=5.0, dimension="age", group="p65"),
    Row(indicator="toy.share", unit="pct", year=2030, package=6.0, dimension="age", group="p05"),
    Row(indicator="toy.share", unit="pct", year=2030, package=7.0, dimension="sex", group="man"),
)


@pytest.fixture
def view() -> RunView:
    wide = Row(indicator="toy.cost", unit="bn_eur", year=2030, package=99.0)
    other = rows_table([wide], run="r", model="toy", reading="wide")
    central = rows_table(ROWS, run="r", model="toy", reading="central")
    return RunView(pl.concat([other, central]), {}, {}, {"reading": "central"})


def test_a_path_runs_over_the_years_in_the_reading_of_the_run(view: RunView) -> None:
    assert view.path("toy.cost") == {2030: Value(1.0, 2.0, 1.0, None, None), 2031: Value(1.0, 4.0, 3.0, 3.0, 6.0)}
    assert list(view.path("toy.cost")) == [2030, 2031]
    wide = view.path("toy.cost", reading="wide")
    assert wide[2030].package == 99.0


def test_a_difference_is_package_minus_baseline_and_nothing_where_nothing_was_computed(view: RunView) -> None:
    assert view.difference("toy.cost", 2031) == 3.0
    assert view.difference("toy.cost", 2030, block="B2", ledger="esa") == 0.5
    assert view.difference("toy.cost", 2030, block="B2") is None
    assert view.at("toy.cost", 1999) is None
    assert view.path("toy.nothing") == {}


def test_groups_of_one_dimension_in_the_order_of_the_rows(view: RunView) -> None:
    assert view.groups("toy.share", "age") == ["p65", "p05"]
    assert view.groups("toy.share", "sex") == ["man"]


def test_measures_of_a_block_have_the_remainder_last(view: RunView) -> None:
    assert view.measures("toy.cost", "B1") == ["M-02", "M-01", "interaction"]
    assert view.measures("toy.cost", "B2") == []
    assert view.models == {"toy"}


def test_heads_of_a_table_carry_the_head_of_their_group() -> None:
    table = Table(
        caption="t", unit="u", columns=(text("jaar"), *numbers("a", "b", "c")), rows=(row("1", "2", "3", "4"),),
        groups=(("document", 2), ("", 1)),
    )  # fmt: skip
    assert table.heads == ("jaar", "document: a", "document: b", "c")
    assert table.narrow
    assert not table.model_copy(update={"columns": (text("jaar"), text("a"))}).narrow
