"""What people read: the message, its direction, tables, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from youth_helpers import at, lever, package, run, table, two_days

from bouwstenen.core.numbers import number
from bouwstenen.views import RunView, load_words
from bouwstenen.views.amounts import thousands

if TYPE_CHECKING:
    from bouwstenen.models.youth import YouthResult
    from bouwstenen.views import Part, Section, Table


def _section(result: YouthResult) -> Section:
    from bouwstenen.models.youth import MODEL

    view = RunView(table(result), {}, {"headline": {"balance": 2030, "debt": 2045}}, {"reading": "central"})
    (section,) = MODEL.sections(view, load_words())
    return section


def _part(section: Section, key: str) -> Part:
    return next(part for part in section.parts if part.key == key)


def _cells(table_: Table) -> dict[str, tuple[str, ...]]:
    return {row.cells[0]: row.cells[1:] for row in table_.rows}


def test_message_with_a_right() -> None:
    result = run(two_days())
    t = at(result, 2030)
    message = _section(result).message
    assert f"bruto {number(result.cost.gross[t])}" in message
    assert f"netto {number(result.cost.net[t])}" in message
    assert f"{thousands(result.main.staff.needed[t])} duizend medewerkers extra" in message
    assert message.endswith("zijn zij er niet.")
    enough = run(two_days(), staff_growth=10)
    assert _section(enough).message.endswith("zijn zij er.")
    growth = float(result.main.staff.growth[t])
    assert _section(run(two_days(), staff_growth=growth - 0.3)).message.endswith("is een deel er niet.")


def test_message_without_a_right() -> None:
    section = _section(run())
    assert section.message.startswith("Het pakket geeft geen recht op kinderopvang")
    assert "tekort op de jeugdzorg" in section.message
    assert "over op de jeugdzorg" in _section(run(care_growth="flat")).message
    assert not any(part.key.startswith("childcare") for part in section.parts)
    assert len(section.missing) == 6


def test_money_beside_three_baselines() -> None:
    result = run(two_days())
    t = at(result, 2030)
    (shown,) = _part(_section(result), "childcare_money").tables
    assert "prijzen van 2025" in shown.unit
    assert [column.label for column in shown.columns][2:] == [
        "netto, wet van nu", "netto, wetsvoorstel van september 2026", "netto, gepland stelsel van 2029 (onzeker)",
    ]  # fmt: skip
    cells = _cells(shown)["midden: 75% en 40%"]
    costs = result.after["central"].cost
    assert cells[1:] == tuple(number(costs[name].net[t]) for name in ("today", "bill", "planned"))
    assert all(row.doubtful for row in shown.rows[:3])


def test_municipalities_get_their_sign() -> None:
    result = run(package(*two_days().inputs, lever("childcare_special_needs", value=True)))
    (shown,) = _part(_section(result), "childcare_money").tables
    assert _cells(shown)["gemeenten, opvang van peuters"][1].startswith("−")


def test_hours_table_adds_up() -> None:
    result = run(two_days(), staff_growth=1)
    shown = _part(_section(result), "childcare_hours").tables[0]
    for row in shown.rows:
        assert row.values[1] == pytest.approx((row.values[2] or 0) + (row.values[3] or 0))
    assert _part(_section(result), "childcare_hours").charts


def test_the_task_is_called_a_task() -> None:
    fewer = _part(_section(run(package(lever("youth_care_users", 404_080)))), "care_users")
    assert "Als het lukt" in fewer.words[0]
    assert "geen besparing" in fewer.words[-1]
    kinds = [row for row in fewer.tables[0].rows if row.kind == "part"]
    assert [row.cells[2] for row in kinds] == ["–"] * 4
    more = _part(_section(run(package(lever("youth_care_users", 600_000)))), "care_users")
    assert "kosten" in more.words[0]
    assert "Als het lukt" not in more.words[0]
    none = _part(_section(run()), "care_users")
    assert len(none.words) == 1


def test_buildings_say_what_no_line_pays() -> None:
    invest = lever("school_housing_investment", 1.3, 2027, None, "add")
    part = _part(_section(run(package(invest, lever("school_housing_paid_by_line", 1.3, 2027, 2030)))), "buildings")
    assert "Vanaf 2031 is 1,3 mld euro" in part.words[1]
    assert len(_part(_section(run()), "buildings").words) == 1
    assert part.tables[0].rows[0].cells[0] == "3,8 mln euro"


def test_gap_parts_are_not_added_up() -> None:
    part = _part(_section(run()), "care_gap")
    assert "overlappen" in part.words[1]
    assert "2028" in part.words[0]
    cells = _cells(part.tables[0])
    assert cells["oudere besparingen die niet zijn gehaald"] == ("0,5 tot 1,0",)
    assert not any(row.kind == "total" for row in part.tables[0].rows)
