"""Regulatory burden: the national part only, gross and net, a task that may fail, and the inventory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.models.economy.economy_helpers import lever, overlay, run, table, value

from bouwstenen.core.errors import InputError
from bouwstenen.models.economy.burden import SCOPES, SIZES
from bouwstenen.models.economy.obligations import COLUMNS, SHIPPED, inventory, read_obligations

if TYPE_CHECKING:
    from pathlib import Path

STOCKS = {"government": 6.5, "sme": 8.2, "claim": 20.0}
NATIONAL = 8.5 / 17.1


def package(percent: float, counting: str = "netto", *, test: bool = False, start: int = 2030):  # noqa: ANN201
    return overlay(
        lever("regulatory_burden_reduction", percent, start), lever("regulatory_burden_counting", counting),
        lever("regulatory_effectiveness_test", test),
    )  # fmt: skip


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("percent", [20.0, 22.5, 25.0])
def test_net_counting_reaches_the_target_after_new_rules(scope: str, percent: float) -> None:
    rows = table(run(package(percent)))
    target = STOCKS[scope] * NATIONAL * percent / 100
    assert value(rows, "burden_net", scenario=scope) == pytest.approx(target)
    # Four years of new rules (2027 to 2030) must go as well.
    assert value(rows, "burden_to_drop", scenario=scope) == pytest.approx(target + 4 * 0.1645)
    assert value(rows, "burden_to_drop", column="high", scenario=scope) == pytest.approx(target + 4 * 0.275)


def test_gross_counting_leaves_new_rules_standing() -> None:
    rows = table(run(package(22.5, "bruto")))
    target = 6.5 * NATIONAL * 0.225
    assert value(rows, "burden_to_drop", scenario="government") == pytest.approx(target)
    assert value(rows, "burden_net", scenario="government") == pytest.approx(target - 4 * 0.1645)
    assert value(rows, "burden_net", column="low", scenario="government") == pytest.approx(target - 4 * 0.275)


@pytest.mark.parametrize("counting", ["bruto", "netto"])
def test_net_is_never_more_than_gross(counting: str) -> None:
    for found in run(package(22.5, counting, start=2027)).burden.values():
        assert (found.net <= found.gross).all()


def test_european_law_stays_whatever_a_cabinet_drops() -> None:
    for found in run(package(100.0, "bruto")).burden.values():
        assert found.gross.max() == pytest.approx(found.stock * NATIONAL)


def test_the_test_lets_a_task_come_to_nothing_and_an_earlier_one_reached_less_than_half() -> None:
    at = 3
    free, tested = (run(package(25.0, test=test)).burden["claim"] for test in (False, True))
    assert tested.least[1, at] == pytest.approx(-4 * 0.1645)
    assert free.least[1, at] == pytest.approx(11.6 / 25 * free.gross[1, at] - 4 * 0.1645)
    assert (tested.net == free.net).all()


def test_without_a_target_the_burden_only_grows_and_the_package_changes_nothing() -> None:
    rows = table(run())
    assert value(rows, "burden", scenario="sme") == 0
    assert value(rows, "burden", column="baseline", scenario="sme") == pytest.approx(8.2 + 4 * 0.1645)
    assert "economy.burden_net" not in rows["indicator"].to_list()


def test_parts_by_size_of_firm_are_the_whole() -> None:
    rows = table(run(package(22.5)))
    parts = [value(rows, "burden_to_drop", scenario="claim", dimension="firm_size", group=size) for size in SIZES]
    assert sum(parts) == pytest.approx(value(rows, "burden_to_drop", scenario="claim"))
    assert parts == pytest.approx([share * sum(parts) for share in (0.14, 0.70, 0.16)])


def test_the_three_counts_keep_their_own_prices() -> None:
    rows = table(run(package(22.5)))
    for scope, year in (("government", 2012), ("sme", 2012), ("claim", 2020)):
        assert value(rows, "burden", column="price_level", scenario=scope) == year


def line(**cells: object) -> str:
    usual = {
        "id": "A1", "obligation": "Aangifte", "law": "Wet A", "origin": "national", "kind": "administrative",
        "times_per_year": 4, "minutes": 30, "tariff": 40, "population": 1_000_000, "source": "eigen telling",
    }  # fmt: skip
    return ",".join(str({**usual, **cells}.get(name, "")) for name in COLUMNS)


def write(folder: Path, *lines: str) -> Path:
    path = folder / "lijst.csv"
    path.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n")
    return path


def test_the_shipped_list_gives_no_number() -> None:
    found = inventory(read_obligations(SHIPPED))
    assert (found.count, found.known, found.cost) == (45, 0, 0.0)
    rows = table(run(package(22.5)))
    assert "economy.inventory" not in rows["indicator"].to_list()
    assert value(rows, "obligations_known", 2027, "package") == 0


def test_the_standard_cost_model_by_hand(tmp_path: Path) -> None:
    """Half an hour at 40 euro is 20 euro; four times a year by a million firms is 80 million euro."""
    lines = (
        line(), line(id="A2", obligation="B", origin="eu"),
        line(id="A3", obligation="C", origin="both", national_share=0.25, times_per_year=0.25),
        line(id="A4", obligation="D", minutes=0, out_of_pocket=10, investment=600, life_years=6, times_per_year=1),
        line(id="A5", obligation="E", minutes=""),
    )  # fmt: skip
    found = inventory(read_obligations(write(tmp_path, *lines)))
    assert (found.count, found.known) == (5, 4)
    assert found.cost == pytest.approx(0.080 + 0.080 + 0.005 + 0.110)
    assert found.national == pytest.approx(0.080 + 0.00125 + 0.110)
    assert found.saving(20, test=False) == pytest.approx(0.2 * found.national)


def test_own_obligations_reach_the_rows_and_the_test_keeps_those_that_work(tmp_path: Path) -> None:
    path = str(write(tmp_path, line(effective="yes"), line(id="A2", obligation="B", times_per_year=0.25)))
    free, tested = (table(run(package(25.0, test=test), obligations=path)) for test in (False, True))
    assert value(free, "inventory") == pytest.approx(-0.25 * 0.085)
    assert value(tested, "inventory") == pytest.approx(-0.005)
    assert value(free, "inventory", 2029) == 0


def test_joining_two_obligations_cannot_raise_the_saving(tmp_path: Path) -> None:
    two = inventory(read_obligations(write(tmp_path, line(), line(id="A2", obligation="B"))))
    one = inventory(read_obligations(write(tmp_path, line(minutes=60))))
    assert one.saving(25, test=False) == pytest.approx(two.saving(25, test=False))


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([line(), line(obligation="Anders")], ["A1", "regel 2", "één keer"]),
        ([line(), line(id="A2", obligation="AANGIFTE")], ["aangifte", "dubbel"]),
        ([line(minutes="veel")], ["minutes", "veel", "getal"]),
        ([line(tariff=-1)], ["tariff", "-1", "nul of hoger"]),
        ([line(population="nan")], ["population", "getal"]),
        ([line(origin="europa")], ["origin", "europa", "national"]),
        ([line(origin="both")], ["national_share", "deel van 0 tot en met 1"]),
        ([line(origin="both", national_share=1.5)], ["national_share", "1.5"]),
        ([line(investment=10)], ["life_years", "levensduur"]),
        ([line(source="")], ["source", "bron"]),
    ],
)
def test_a_list_that_cannot_be_is_refused(tmp_path: Path, lines: list[str], words: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        read_obligations(write(tmp_path, *lines))
    for word in [*words, "lijst.csv"]:
        assert word in str(caught.value)


def test_a_column_too_few_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kort.csv"
    path.write_text(",".join(name for name in COLUMNS if name != "tariff") + "\n" + "x," * 13 + "x\n")
    with pytest.raises(InputError, match="tariff") as caught:
        read_obligations(path)
    assert "Bedoelde u" not in str(caught.value)
