"""What people read: every word of direction and every hand-over can be wrong, and is then seen here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from eu_run import DATA, FAST, eu, facts, frames

from bouwstenen.core.numbers import NBSP
from bouwstenen.effects.row import rows_table
from bouwstenen.levers import Overlay
from bouwstenen.models.eu_rules import MODEL, Options
from bouwstenen.models.protocol import quiet
from bouwstenen.views import RunView
from bouwstenen.views.words import load_words

if TYPE_CHECKING:
    from bouwstenen.models.eu_rules import EuRun
    from bouwstenen.views import Part, Section, Table

WORDS = load_words()
LINES = [{"number": 1, "title": "Zeedijk"}]


def _view(run: EuRun, *, lines: bool = True, rows: pl.DataFrame | None = None) -> RunView:
    package: dict[str, Any] = {"lines": LINES if lines else [], "headline": {"balance": 2031, "debt": 2050}}
    return RunView(
        rows=frames(run) if rows is None else rows,
        tables={f"eu_rules.{name}": table for name, table in MODEL.tables(run).items()},
        package=package,
        options={"reading": "central"},
    )


def _section(run: EuRun, **keys: Any) -> Section:
    (found,) = MODEL.sections(_view(run, **keys), WORDS)
    return found


def _part(section: Section, key: str) -> Part:
    return next(part for part in section.parts if part.key == key)


def _row(table: Table, first: str) -> tuple[str, ...]:
    return next(row.cells for row in table.rows if row.cells[0] == first)


def _foreign(**options: Any) -> EuRun:
    chosen = Options(table=DATA / "FRA_2024.csv", draws=0, **options)
    return MODEL.project(facts(), Overlay(), {}, chosen, quiet)


# The message --------------------------------------------------------------------------------------------------------


def test_shortfall_is_called_shortfall() -> None:
    """+0.03 is asked of 1,000 billion in 2030; the package has −1.0% and 20 billion less: 3.028% is 30.3 billion."""
    said = _section(eu()).message
    assert said == (
        "De Europese regels vragen in 2030 een structureel primair saldo van +0,03% bbp; met het pakket komt Nederland "
        f"30,3 miljard{NBSP}euro per jaar tekort (volgens ESA 2010, lopende prijzen)."
    )


def test_room_is_called_room() -> None:
    """40 billion less spending: −1.0 + 4.0 − 0.028 = 2.972% of 1,000 billion."""
    said = _section(eu(spending=-40.0)).message
    assert f"met het pakket houdt Nederland 29,7 miljard{NBSP}euro per jaar over" in said
    assert "tekort" not in said


def test_neither_is_called_neither() -> None:
    """−1.0 + 1.028 = 0.028: exactly what is asked."""
    said = _section(eu(spending=-10.28)).message
    assert "met het pakket haalt Nederland dat precies" in said


def test_facts_give_both_ledgers_and_without_the_package() -> None:
    """Unchanged −1.028%, the document's ledger 8 billion more, ESA 20 billion more."""
    found = {fact.meaning: fact.figure for fact in _section(eu()).facts}
    rooms = {meaning: figure for meaning, figure in found.items() if "ruimte" in meaning}
    assert [figure.replace(NBSP, " ") for figure in rooms.values()] == [
        "−10,3 mld euro", "−18,3 mld euro", "−30,3 mld euro",
    ]  # fmt: skip
    labels = ("zonder pakket", "met pakket, document", "met pakket, ESA 2010")
    assert all(label in meaning for label, meaning in zip(labels, rooms, strict=True))
    assert any("tekort blijft onder de grens" in meaning for meaning in found)


def test_band_of_the_readings_is_told_with_the_package_only() -> None:
    run = eu()
    others: dict[Any, EuRun] = {"narrow": eu(spending=5.0), "wide": eu(spending=30.0)}
    rows = rows_table(MODEL.rows(run, others), run="r", model="eu_rules", reading="central")
    meanings = [fact.meaning for fact in _section(run, rows=rows).facts]
    (told,) = [meaning for meaning in meanings if "lezing" in meaning]
    assert told.startswith("ruimte (min is tekort) in 2030, met pakket, ESA 2010 ")
    assert told.endswith("krappe en ruime lezing: −40,3 tot −15,3)")


# What is asked ------------------------------------------------------------------------------------------------------


def test_rounding_of_the_step_explains_the_gap_with_the_criterion() -> None:
    """The criterion asks +0.01, the path +0.03: a step of 0.1358 becomes 0.14, and four times that is 0.017 more."""
    words = " ".join(_part(_section(eu()), "asked").words)
    assert "Het criterium zelf vraagt +0,01% bbp, het pad vraagt +0,03% bbp." in words
    assert "van +0,1358 naar +0,14% bbp per jaar, 4 jaar lang" in words
    free = " ".join(_part(_section(eu(options=Options(draws=0, choices=("rounding=nee",)))), "asked").words)
    assert "Het criterium zelf" not in free


def test_a_safeguard_that_raised_the_path_is_named() -> None:
    """France is in the procedure: half a point a year at least, from 2028 in structural terms."""
    run = _foreign(adjustment_years=7, variant="commission_2024")
    assert run.assessment.raised_by == ("procedure",)
    words = " ".join(_part(_section(run), "asked").words)
    assert "Een waarborg verhoogt het pad: buitensporigtekortprocedure." in words
    start, step = float(run.assessment.inputs.spb[0]), run.assessment.step
    assert f"Zonder die verhoging was in 2031 {start + 7 * step:+.2f}".replace(".", ",") in words
    assert "Het criterium zelf" not in words
    assert "waarborg verhoogt" not in " ".join(_part(_section(eu()), "asked").words)


def test_criteria_say_what_counts_and_what_asks_most() -> None:
    table = _part(_section(eu()), "asked").tables[0]
    assert _row(table, "tekort blijft onder de grens") == (
        "tekort blijft onder de grens", "+0,01", "ja", "vraagt het meest",
    )  # fmt: skip
    lower = _row(table, "schuld daalt of blijft laag, lager primair saldo")
    assert (lower[1], lower[2], lower[3]) == ("−0,18", "nee", "")
    bare = _part(_section(eu(options=Options(draws=0))), "asked").tables[0]
    assert _row(bare, "schuld daalt met de gevraagde kans")[1] == "niet berekend"


def test_floor_is_named_when_it_asks_most() -> None:
    run = eu()
    view = _view(run)
    table = view.tables["eu_rules.assessment"].with_columns(pl.lit("floor").alias("binding"))
    criteria = view.tables["eu_rules.criteria"].with_columns(pl.lit(value=False).alias("binding"))
    tables = {**view.tables, "eu_rules.assessment": table, "eu_rules.criteria": criteria}
    (section,) = MODEL.sections(RunView(view.rows, tables, view.package, view.options), WORDS)
    words = " ".join(_part(section, "asked").words)
    assert "Het meest vraagt: ondergrens van de jaarlijkse stap." in words
    assert "Het criterium zelf" not in words


# Distance -----------------------------------------------------------------------------------------------------------


def test_distance_table_and_chart_hold_the_right_ledgers() -> None:
    part = _part(_section(eu()), "distance")
    assert _row(part.tables[0], "2030") == ("2030", "+0,03", "−1,00", "−1,80", "−3,00", "−10,3", "−18,3", "−30,3")
    (chart,) = part.charts
    assert chart.description == (
        "In 2030 is +0,03% bbp nodig; zonder pakket −1,00; met pakket, document −1,80; met pakket, ESA 2010 −3,00."
    )
    assert "ESA" in part.tables[0].groups[0][0] or "ESA" in part.tables[0].columns[4].label


def test_a_package_without_lines_has_no_document_ledger() -> None:
    section = _section(eu(), lines=False)
    part = _part(section, "distance")
    assert _row(part.tables[0], "2030") == ("2030", "+0,03", "−1,00", "−3,00", "−10,3", "−30,3")
    assert not any("document" in word for p in section.parts for word in p.words)
    assert not any("document" in fact.meaning for fact in section.facts)


def test_first_years_by_policy() -> None:
    """See the rows: 2036 without, 2027 with 20 billion; 8 billion makes −2.95 in 2027, −3.05 in 2028."""
    table = _part(_section(eu()), "distance").tables[1]
    assert _row(table, "eerste jaar met een tekort boven 3% bbp")[1:] == ("2036", "2028", "2027")
    assert _row(table, "eerste jaar met een schuld boven 60% bbp")[1:3] == ("niet", "niet")


def test_account_says_when_defence_is_left_out() -> None:
    """The account of ESA in 2028: what it was, less 0.3% of GDP."""
    plain, used = (_part(_section(eu(clause=clause)), "account") for clause in (False, True))
    assert "ontsnappingsclausule" not in plain.words[0]
    assert "ontsnappingsclausule" in used.words[0]
    before, after = (next(r.values for r in part.tables[0].rows if r.cells[0] == "2028") for part in (plain, used))
    assert before[2:4] == after[2:4]
    assert (before[7] or 0.0) - (after[7] or 0.0) == pytest.approx(0.3)


# Other questions ----------------------------------------------------------------------------------------------------


def test_editions_stand_beside_what_was_published() -> None:
    part = _part(_section(eu()), "editions")
    assert "Voorjaarsraming 2024, marktrente van april 2024, 4 jaar: −0,04 tegen +0,08 (−0,12)" in part.words[0]
    editions = part.folded[1]
    assert [row.cells[-1] for row in editions.rows] == ["+0,08", "+0,06", *["–"] * 8]


def test_comparisons_stand_in_their_own_parts() -> None:
    chosen = FAST.model_copy(update={"compare_with": "persistent", "sensitivity": True})
    section = _section(eu(options=chosen))
    table = _part(section, "differences").tables[0]
    gap = _row(table, "uitdoven van de output gap")
    assert gap[1:3] == ("dooft uit na de aanpassing", "werkt drie jaar")
    assert _row(table, "alle keuzes samen")[2] == "letterlijke lezing van de verordening, met blijvende multiplier"
    shifts = _part(section, "sensitivity").tables[0]
    assert [r.cells[1] for r in shifts.rows if r.cells[0] == "lange rente over tien jaar"] == [
        "−1,24 procentpunt", "+0,89 procentpunt",
    ]  # fmt: skip
    assert {part.key for part in _section(eu()).parts}.isdisjoint({"differences", "sensitivity"})


def test_own_table_names_its_country_and_tests_no_package() -> None:
    section = _section(_foreign())
    assert section.message.startswith("De Europese regels vragen van FRA in 2028 een structureel primair saldo van ")
    assert "pakket" not in section.message
    assert [part.key for part in section.parts] == ["asked", "editions"]
    assert not any("Nederland" in word for part in section.parts for word in part.words)
    assert "Nederland" not in " ".join(table.caption for part in section.parts for table in part.folded)


def test_nothing_is_told_without_rows() -> None:
    empty = RunView(frames(eu()).clear(), {}, {"lines": []}, {"reading": "central"})
    assert list(MODEL.sections(empty, WORDS)) == []
