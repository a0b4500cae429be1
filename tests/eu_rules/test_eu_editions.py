"""The Netherlands in every edition, in one table."""

import pytest

from bouwstenen.core.errors import InputError
from bouwstenen.facts import Facts
from bouwstenen.models.eu_rules.assess import Request, assess
from bouwstenen.models.eu_rules.editions import EditionRow, edition_table, editions, editions_file
from bouwstenen.models.eu_rules.eu_facts import eu_facts
from bouwstenen.models.eu_rules.parameters import Parameters
from bouwstenen.models.eu_rules.variants import switched, variant

EDITIONS = ["2024_04", "2024_11", "2025_03", "2025_05"]


@pytest.fixture(scope="module")
def rows(facts: Facts) -> list[EditionRow]:
    return editions(eu_facts(facts))


def test_every_edition_and_the_facts_have_both_lengths(rows: list[EditionRow]) -> None:
    assert list(editions_file().editions) == EDITIONS
    assert [(row.edition, row.adjustment_years) for row in rows] == [
        (name, length) for name in [*EDITIONS, "facts"] for length in (4, 7)
    ]
    assert {row.edition: row.first_year for row in rows} == {**dict.fromkeys(EDITIONS, 2025), "facts": 2027}
    assert list(rows[0].growth) == [2025, 2026, 2027, 2028]


def test_each_edition_has_its_own_forecast(rows: list[EditionRow]) -> None:
    """The balance of 2024 as each forecast had it: spring 2024 -0.64, autumn 2024 0.96, spring 2025 0.25."""
    start = {row.edition: row.spb_start for row in rows}
    assert [start[name] for name in EDITIONS] == pytest.approx([-0.6417, 0.9571, 0.9571, 0.2535])
    # The source's own growth of November 2024; the older file here had that of April (1.827).
    assert edition_table("2024_11").known("potential_gdp_growth")[2024] == pytest.approx(1.933569)
    assert edition_table("2024_04").known("potential_gdp_growth")[2024] == pytest.approx(1.827071)


def test_published_outcome_stands_beside_ours(rows: list[EditionRow]) -> None:
    published = {(row.edition, row.adjustment_years): row.published for row in rows if row.published is not None}
    assert published == {("2024_04", 4): 0.08, ("2024_04", 7): 0.06}
    for row in rows:
        if row.published is not None:
            assert row.gap == pytest.approx(row.spb_target - row.published)
            assert "Commissie" in row.published_source
        else:
            assert row.gap is None
            assert row.published_source == ""


def test_another_start_or_reading_has_no_published_outcome(facts: Facts) -> None:
    other = editions(eu_facts(facts), (4,), variant_name="guidance_2025")
    assert all(row.published is None and row.variant == "guidance_2025" for row in other)
    later = editions(eu_facts(facts), (4,), start=2026)
    assert all(row.first_year == 2026 and row.published is None for row in later)


def test_dutch_structural_deficit_of_2025_lies_between_limit_and_margin(figures: Parameters) -> None:
    """1.54%: over the regulation's 1.5, inside the 1.55 of the sheets, so only without margin the first step is 0.4."""
    table = edition_table("2025_05")
    plain = variant("guidance_2025")
    with_margin = assess(table, figures, plain, Request(4, 2026, 0))
    assert with_margin.required.structural_balance[0, 0] == pytest.approx(-1.538, abs=0.001)
    assert with_margin.raised_by == ()
    strict = assess(table, figures, switched(plain, resilience_margin=False), Request(4, 2026, 0))
    assert strict.raised_by == ("deficit_resilience",)
    assert strict.steps[0] == pytest.approx(0.4)
    assert strict.steps[1:] == pytest.approx(with_margin.steps[1:])
    assert strict.spb_target - with_margin.spb_target == pytest.approx(0.4 - with_margin.steps[0])


def test_unknown_names_are_refused(facts: Facts) -> None:
    with pytest.raises(InputError, match="Bedoelde u '2024_11'"):
        edition_table("2024_12")
    with pytest.raises(InputError, match="Bedoelde u 'persistent'"):
        editions(eu_facts(facts), variant_name="persistant")
    with pytest.raises(InputError, match="de raming houdt op in 2025"):
        editions(eu_facts(facts), start=2027)
