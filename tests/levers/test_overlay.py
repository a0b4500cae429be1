"""The overlay: parts of it, and what set, add and scale make of an input over the years."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bouwstenen.core.errors import InputError
from bouwstenen.levers import BudgetEntry, InputChange, LawChange, Overlay, RuleOption

MODELS = ("asylum", "care", "careful", "demography")
MONEY = BudgetEntry(
    "M1", "B1", "a", 1, "structural", "recurring", 1.0, None, 2025, ((2027, 1.0),), "current_spending", None, None,
    None, "", "social", None, None, None, None,
)  # fmt: skip


def change(path: str = "care.beds", **other: object) -> InputChange:
    start = InputChange("M1", "B1", path, 2027, None, 1.0, "-", "set")
    return replace(start, **other)  # type: ignore[arg-type]


CHANGES = st.lists(
    st.builds(
        InputChange,
        measure=st.sampled_from(["M1", "M2", "M3"]),
        block=st.sampled_from(["B1", "B2", "B12"]),
        path=st.builds("{}.{}".format, st.sampled_from(MODELS), st.sampled_from(["a", "b"])),
        start=st.integers(2026, 2034),
        until=st.none() | st.integers(2026, 2034),
        value=st.floats(-100, 100) | st.booleans(),
        unit=st.just("-"),
        mode=st.sampled_from(["set", "add", "scale"]),
    ),
    max_size=8,
).map(tuple)
OVERLAYS = st.builds(
    Overlay,
    budget=st.lists(st.sampled_from([MONEY, replace(MONEY, measure="M2", block="B2")])).map(tuple),
    inputs=CHANGES,
    law=st.lists(st.just(LawChange("M3", "B12", "wet.bedrag", "2027-01-01", 1.0, "set")), max_size=2).map(tuple),
    rules=st.lists(st.just(RuleOption("M1", "B1", "public_finance.golden_rule", value=True)), max_size=2).map(tuple),
)


@given(OVERLAYS)
def test_slices_of_models_are_disjoint_and_add_up(overlay: Overlay) -> None:
    parts = [overlay.slice(model, law=False, lines=False, rules=False) for model in MODELS]
    found = [change for part in parts for change in part.inputs]
    assert sorted(map(repr, found)) == sorted(map(repr, overlay.inputs))
    for model, part in zip(MODELS, parts, strict=True):
        assert {change.path.split(".")[0] for change in part.inputs} <= {model}
        assert part == replace(Overlay(), inputs=part.inputs)


@given(OVERLAYS, st.booleans(), st.booleans(), st.booleans())
def test_a_slice_has_what_is_asked_and_no_more(overlay: Overlay, law: bool, lines: bool, rules: bool) -> None:
    part = overlay.slice("care", law=law, lines=lines, rules=rules)
    assert part.law == (overlay.law if law else ())
    assert part.budget == (overlay.budget if lines else ())
    assert part.rules == (overlay.rules if rules else ())


def test_a_slice_takes_the_whole_name_of_a_model() -> None:
    overlay = Overlay(inputs=(change("careful.beds"), change("care.beds"), change("care.sub.beds")))
    assert [c.path for c in overlay.slice("care", law=True, lines=True, rules=True).inputs] == [
        "care.beds",
        "care.sub.beds",
    ]


@given(OVERLAYS, st.sets(st.sampled_from(["M1", "M2", "M3"])))
def test_measures_split_the_overlay_without_rest(overlay: Overlay, ids: set[str]) -> None:
    one, other = overlay.only_measures(frozenset(ids)), overlay.without_measures(frozenset(ids))
    for name in ("budget", "inputs", "law", "rules"):
        kept, left, whole = getattr(one, name), getattr(other, name), getattr(overlay, name)
        assert [c for c in whole if c.measure in ids] == list(kept)
        assert [c for c in whole if c.measure not in ids] == list(left)


@given(OVERLAYS, st.sets(st.sampled_from(["B1", "B2", "B12"])))
def test_blocks_split_the_overlay_without_rest(overlay: Overlay, blocks: set[str]) -> None:
    one = overlay.only_blocks(frozenset(blocks))
    rest = overlay.only_blocks(frozenset({"B1", "B2", "B12"} - blocks))
    assert sorted(map(repr, one.plus(rest).inputs)) == sorted(map(repr, overlay.inputs))
    assert {c.block for c in (*one.budget, *one.inputs, *one.law, *one.rules)} <= blocks


def by_hand(overlay: Overlay, name: str, value: float, year: int) -> float:
    """One year at a time: the last set that holds, then every factor, then every addition."""
    ours = [c for c in overlay.inputs if c.path == name and c.start <= year and (c.until is None or year <= c.until)]
    for c in ours:
        value = float(c.value) if c.mode == "set" else value
    for c in ours:
        value = value * float(c.value) if c.mode == "scale" else value
    for c in ours:
        value = value + float(c.value) if c.mode == "add" else value
    return value


@given(OVERLAYS, st.floats(-1e6, 1e6), st.lists(st.integers(2024, 2040), min_size=1, max_size=20))
def test_a_path_against_one_year_at_a_time(overlay: Overlay, value: float, years: list[int]) -> None:
    found = overlay.path("care.a", value, years)
    assert found.tolist() == [by_hand(overlay, "care.a", value, year) for year in years]


@given(OVERLAYS, st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3))
def test_a_path_of_years_and_ages(overlay: Overlay, values: list[float]) -> None:
    years = [2026, 2030, 2034]
    found = overlay.path("care.a", np.outer(values, [1.0, 2.0]), years)
    for row, (year, value) in enumerate(zip(years, values, strict=True)):
        assert found[row].tolist() == [by_hand(overlay, "care.a", value * age, year) for age in (1.0, 2.0)]


def test_a_path_by_hand() -> None:
    overlay = Overlay(
        inputs=(
            change(mode="add", value=5.0, start=2028),
            change(mode="scale", value=2.0, until=2028),
            change(mode="set", value=30.0, start=2029),
            change("care.other", value=1.0),
        )
    )
    # 2026: nothing. 2027: 10 × 2. 2028: 10 × 2 + 5. 2029: set to 30, plus 5.
    assert overlay.path("care.beds", 10.0, [2026, 2027, 2028, 2029]).tolist() == [10.0, 20.0, 25.0, 35.0]


def test_a_unit_counts_for_set_and_add_and_not_for_scale() -> None:
    def moved(mode: str) -> float:
        return Overlay(inputs=(change(mode=mode, value=50.0),)).path("care.beds", 0.1, [2030], unit=0.01)[0]

    assert [moved(mode) for mode in ("set", "add", "scale")] == [0.5, 0.6, 5.0]


def test_a_path_leaves_its_input_alone() -> None:
    value = np.array([1.0, 2.0])
    overlay = Overlay(inputs=(change(value=9.0, start=2028),))
    assert overlay.path("care.beds", value, [2027, 2028]).tolist() == [1.0, 9.0]
    assert value.tolist() == [1.0, 2.0]
    assert Overlay().path("care.beds", 3, [2027, 2028]).tolist() == [3.0, 3.0]


@pytest.mark.parametrize(
    ("before", "mode", "value", "unit", "good"),
    [
        (0.4, "add", 60.0, 0.01, True),
        (0.4, "add", 61.0, 0.01, False),
        (0.4, "add", -40.0, 0.01, True),
        (0.4, "add", -41.0, 0.01, False),
        (40.0, "scale", 2.5, 1.0, True),
        (40.0, "scale", 2.6, 1.0, False),
    ],
)
def test_a_path_stays_within_the_bounds_of_the_catalogue(
    before: float, mode: str, value: float, unit: float, good: bool
) -> None:
    """The share of applications that is granted is a percentage: from 0 to 100."""
    overlay = Overlay(inputs=(change("asylum.grant_rate", mode=mode, value=value, start=2029),))
    overlay.path("asylum.grant_rate", before, [2027, 2028], unit=unit)
    if good:
        overlay.path("asylum.grant_rate", before, [2028, 2029], unit=unit)
    else:
        with pytest.raises(InputError, match=r"M1.asylum.grant_rate.*in 2029 is .*van 0 tot en met 100 \(%\)"):
            overlay.path("asylum.grant_rate", before, [2028, 2029], unit=unit)


def test_what_the_package_does_not_touch_is_not_judged() -> None:
    overlay = Overlay(inputs=(change("asylum.grant_rate", mode="add", value=1.0, start=2029),))
    assert overlay.path("asylum.grant_rate", [120.0, 50.0], [2028, 2029]).tolist() == [120.0, 51.0]
    assert np.isnan(overlay.path("asylum.grant_rate", [np.nan], [2029])).all()


def test_a_word_has_no_path() -> None:
    with pytest.raises(InputError, match=r"M1.care.beds.*'?veel'? is geen getal"):
        Overlay(inputs=(change(value="veel"),)).path("care.beds", 1.0, [2027])
