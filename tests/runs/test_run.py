"""A whole run: the null package is zero, a reversed package gives the baseline back, parts add up, causes are right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from bouwstenen import service
from bouwstenen.agreement.loader import load_package
from bouwstenen.core.errors import InputError

if TYPE_CHECKING:
    from bouwstenen.runs.result import Run

FAST: dict[str, Any] = {"draws": 100, "households.households": 0}
HOUSEHOLDS: dict[str, Any] = {"draws": 100, "households.households": 20_000}
BALANCE = "public_finance.balance"


def write(tmp_path: Path, text: str, name: str = "eigen") -> Path:
    path = tmp_path / f"{name}.yaml"
    path.write_text(f"id: {name}\ntitle: Een eigen pakket\nmeasures:\n{text}", encoding="utf-8")
    return path


def money(amount: float) -> str:
    return f"""\
  - id: M1
    block: 3
    title: Een uitgave per jaar
    status: computed
    levers:
      - {{kind: budget, part: jaarlijks, column: structural, timing: recurring, amount_bn: {amount},
         price_level: 2025, phasing: {{profile: ramp, start: 2027, until: 2030}},
         booking: {{instrument: social_benefit}}, ceiling: social}}
  - id: M2
    block: 1
    title: Een lening
    status: computed
    levers:
      - {{kind: budget, part: lening, column: debt, timing: one_off, amount_bn: {amount * 3}, price_level: 2025,
         phasing: {{profile: even, start: 2027, until: 2030}}, ceiling: investment,
         booking: {{instrument: loan, repayment_expected: true, unit_outside_government: true}}}}
"""


def law(path: str, value: object, *, block: int = 5, mode: str = "set", name: str = "E1") -> str:
    return f"""\
  - id: {name}
    block: {block}
    title: Een andere wet
    status: computed
    levers:
      - {{kind: law_parameter, path: {path}, start: "2027-01-01", value: {value}, mode: {mode}}}
"""


@pytest.fixture(scope="module")
def shipped() -> Run:
    return service.run("bouwstenen", HOUSEHOLDS)


def change(found: Run, year: int, ledger: str = "esa", **keys: str) -> float:
    value = found.view.difference(BALANCE, year, ledger=ledger, **keys)
    assert value is not None
    return value


def test_the_null_package_is_exactly_zero(tmp_path: Path) -> None:
    path = tmp_path / "niets.yaml"
    path.write_text("id: niets\ntitle: Geen enkele maatregel\n", encoding="utf-8")
    rows = service.run(path, HOUSEHOLDS).rows
    assert rows.filter(pl.col("model") == "households").height > 1000
    assert rows["difference"].drop_nulls().abs().max() == 0.0
    assert rows.filter(pl.col("baseline") != pl.col("package")).height == 0


def test_a_reversed_package_has_the_opposite_effect(tmp_path: Path) -> None:
    plus = service.run(write(tmp_path, money(2.0)), FAST)
    minus = service.run(write(tmp_path, money(-2.0)), FAST)
    for year in (2027, 2030, 2045):
        for ledger in ("document", "esa"):
            assert change(plus, year, ledger) == pytest.approx(-change(minus, year, ledger), abs=1e-9)
    assert change(plus, 2030) < -1.9


def test_money_lies_under_its_own_block_and_measure(tmp_path: Path) -> None:
    found = service.run(write(tmp_path, money(2.0)), FAST)
    assert change(found, 2030, block="B3") < -1.9
    assert change(found, 2030, block="B3", measure="M1") == pytest.approx(change(found, 2030, block="B3"))
    assert change(found, 2030, block="B1") + change(found, 2030, block="B3") == pytest.approx(change(found, 2030))


def test_leaving_blocks_out_adds_up_to_the_whole() -> None:
    """Line 16 is the only money of block 3 in the document: leaving block 3 out is the package without it."""
    whole = service.run("bouwstenen", FAST)
    without = service.run("bouwstenen", {**FAST, "without": "B3"})
    gone = change(whole, 2030, "document") - change(without, 2030, "document")
    assert gone == pytest.approx(change(whole, 2030, "document", block="B3"))
    assert gone < -0.5


@pytest.mark.parametrize(
    ("reading", "pm"), [("narrow", "low"), ("central", "none"), ("central", "central"), ("wide", "high")]
)
def test_all_identities_hold_in_every_reading_and_pm_level(reading: str, pm: str) -> None:
    found = service.run("bouwstenen", {**FAST, "reading": reading, "public_finance.pm": pm})
    checks = found.view.tables["run.checks"]
    assert checks.filter(pl.col("met").eq(other=False))["name"].to_list() == []
    assert checks.filter(pl.col("kind") == "identity").height >= 8
    assert found.checks_hold


def test_the_document_sums_come_out_of_the_lines(shipped: Run) -> None:
    claims = shipped.view.tables["run.claims"]
    sums = {(i, c): v for i, c, v in claims.select("indicator", "claimed", "computed").iter_rows()}
    assert sums["budget.total_structural", 14.4] == pytest.approx(14.4)
    assert sums["budget.total_debt", 55.0] == pytest.approx(55.0)
    line = claims.filter((pl.col("indicator") == "budget.line") & (pl.col("line") == 16)).row(0, named=True)
    assert line["computed"] == pytest.approx(0.5)


def test_figures_of_ones_own_change_the_baseline(tmp_path: Path) -> None:
    own = tmp_path / "cijfers.yaml"
    own.write_text("public_finance.semi_elasticity: 0.5\n", encoding="utf-8")
    mine, theirs = (service.run("bouwstenen", FAST, figures=figures) for figures in (own, None))
    assert mine.id != theirs.id
    other = [found.view.at("public_finance.balance_pct", 2030, ledger="esa") for found in (mine, theirs)]
    assert other[0] != other[1]


def test_figures_that_give_no_number_are_refused_by_name(tmp_path: Path) -> None:
    own = tmp_path / "cijfers.yaml"
    own.write_text("public_finance.real_gdp: {2026: 0}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"public_finance\.real_gdp"):
        service.run("bouwstenen", FAST, figures=own)


def test_law_of_block_5_costs_money_under_block_5_with_a_row_of_its_own(tmp_path: Path) -> None:
    found = service.run(write(tmp_path, law("zorgtoeslag.standaardpremie", 500, mode="add")), HOUSEHOLDS)
    blocks = found.rows.filter((pl.col("indicator") == BALANCE) & (pl.col("block") != "all"))
    assert set(blocks["block"]) == {"B5"}
    assert change(found, 2030, block="B5") == pytest.approx(change(found, 2030))
    assert change(found, 2030, block="B5", measure="E1") == pytest.approx(change(found, 2030))
    assert -6.0 < change(found, 2030) < -1.0
    assert not found.view.difference(BALANCE, 2030, ledger="document")
    poor = found.view.difference("households.main_poor_persons", 2030, block="B5", measure="E1")
    assert poor is not None
    assert poor <= 0.0


def test_two_blocks_of_law_share_the_money(tmp_path: Path) -> None:
    text = law("zorgtoeslag.standaardpremie", 500, mode="add") + law(
        "kinderbijslag.kinderbijslag_0_5", 1.1, block=4, mode="scale", name="E2"
    )
    path = write(tmp_path, text)
    found = service.run(path, HOUSEHOLDS)
    shares = {block: change(found, 2030, block=block) for block in ("B4", "B5")}
    assert sum(shares.values()) == pytest.approx(change(found, 2030))
    assert min(abs(v) for v in shares.values()) > 0.01
    alone = change(service.run(path, {**HOUSEHOLDS, "without": "B5"}), 2030)
    assert shares["B4"] == pytest.approx(alone, rel=0.05)


def test_a_computed_measure_that_reaches_nothing_says_so(tmp_path: Path) -> None:
    path = write(tmp_path, law("huurtoeslag.huurtoeslag_servicekosten_maximum", 100, mode="add") + money(1.0))
    found = service.run(path, HOUSEHOLDS)
    status = dict(found.view.tables["run.measures"].select("measure", "status").iter_rows())
    assert status == {"E1": "no_effect", "M1": "computed", "M2": "computed"}
    remarks = found.view.tables["run.remarks"].filter(pl.col("measure") == "E1")
    assert remarks.height >= 1
    assert "E1" in found.not_computed["measure"].to_list()


def test_levers_of_what_is_not_computed_move_nothing(tmp_path: Path) -> None:
    text = law("zorgtoeslag.standaardpremie", 500, mode="add").replace(
        "status: computed", "status: planned\n    model: households\n    why: het model is er nog niet"
    )
    found = service.run(write(tmp_path, text), HOUSEHOLDS)
    assert found.rows["difference"].drop_nulls().abs().max() == 0.0


def test_education_on_line_14_is_not_excused_as_defence(tmp_path: Path) -> None:
    """The clause leaves out defence by what the money is for, whatever line it stands on."""

    def package(purpose: str) -> Path:
        text = f"""\
  - id: D1
    block: B2
    title: Geld op regel veertien
    status: computed
    levers:
      - {{kind: budget, part: geld, line: 14, column: structural, timing: recurring, amount_bn: 10,
         price_level: 2025, purpose: {purpose}, phasing: {{profile: full, start: 2027}},
         booking: {{instrument: current_spending}}, ceiling: administration}}
  - id: D2
    block: B8
    title: De clausule
    status: computed
    levers:
      - {{kind: budget_rule, path: public_finance.escape_clause, value: true}}
"""
        return write(tmp_path, text, purpose)

    def excused(found: Run) -> float:
        after = found.view.at("public_finance.rule_balance_pct", 2028, ledger="esa")
        plain = found.view.at("public_finance.balance_pct", 2028, ledger="esa")
        assert after is not None
        assert plain is not None
        assert after.package is not None
        assert plain.package is not None
        return after.package - plain.package

    school, army = (service.run(package(purpose), FAST) for purpose in ("education", "defence"))
    assert excused(army) > excused(school) + 0.5
    assert "defensie" not in service.render(school).lower().split("wat is niet")[0][:2000]


def test_every_key_of_a_row_has_words(shipped: Run) -> None:
    from bouwstenen.views import load_words

    words = load_words()
    rows = shipped.rows
    lost = {f"indicator.{i}" for i in rows["indicator"].unique() if not words.get(f"indicator.{i}")}
    lost |= {f"unit.{u}" for u in rows["unit"].unique() if not words.get(f"unit.{u}")}
    lost |= {f"status.{s}" for s in rows["status"].unique() if not words.get(f"status.{s}")}
    assert sorted(lost) == []


def test_a_written_run_opens_as_the_same_page(shipped: Run, tmp_path: Path) -> None:
    service.write_run(shipped, tmp_path / "uit")
    again = service.open_run(tmp_path / "uit")
    page = (tmp_path / "uit" / "rapport.html").read_text(encoding="utf-8")
    assert service.render(again) == page
    assert shipped.id in page
    assert service.verify(tmp_path / "uit" / "ontvangst.json") == []


def test_another_package_tells_nothing_of_the_first() -> None:
    folder = Path(__file__).parents[1] / "data" / "twelve_blocks"
    # The list of sources names who published a figure that the models use, whatever the package.
    page = service.render(service.run(folder / "package.yaml", HOUSEHOLDS)).partition('id="sources"')[0]
    first = load_package("bouwstenen")
    for title in [block.title for block in first.contents.blocks] + [point.title for point in first.contents.points]:
        assert f">{title}<" not in page, title
    for word in ("Bouwstenen voor", "B3-", "brief van de VNG"):
        assert word not in page, word
    assert "Kustakkoord" in page
