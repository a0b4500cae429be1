"""Answers to figures of a document, and the published outcomes for the Netherlands beside ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.checks.check import Check
from bouwstenen.models.eu_rules.tables import edition_rows
from bouwstenen.models.protocol import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bouwstenen.facts import Facts
    from bouwstenen.models.eu_rules.result import EuRun

BENCHMARKS: Mapping[tuple[str, int], str] = {
    ("2024_04", 4): "eu_rules_benchmarks.spb_target_2024_short",
    ("2024_04", 7): "eu_rules_benchmarks.spb_target_2024_long",
}
"""The published figure of an edition and length, as the facts name it."""


def claims(run: EuRun) -> Mapping[str, Answer]:
    """`eu_rules.spb_target` in % of GDP; `eu_rules.room` in billion euro and `eu_rules.spb`, both ESA, last year."""
    found = run.assessment
    end = found.end_year
    answers = {"eu_rules.spb_target": Answer(found.spb_target, f"nodig structureel primair saldo in {end}, % bbp")}
    test = run.packages.get("esa")
    if test is not None:
        at = test.at(end)
        answers["eu_rules.spb"] = Answer(float(test.spb[at]), f"structureel primair saldo met pakket in {end}, ESA")
        answers["eu_rules.room"] = Answer(float(test.room[at]), f"ruimte met pakket in {end}, mld euro, ESA")
    return answers


def checks(run: EuRun, facts: Facts) -> Iterator[Check]:
    """The guidance that the Commission published for the Netherlands, with the gap and its cause."""
    for row in edition_rows(run.facts, run.options):
        key = BENCHMARKS.get((row["edition"], row["adjustment_years"]), "")
        figure = facts.values.get(key)
        if row["published"] is None or figure is None:
            continue
        yield Check(
            kind="benchmark",
            name=facts.titles[key],
            met=None,
            value=row["spb_target"],
            expected=figure.value,
            unit="pct_gdp",
            source=str(figure.source),
            cause=figure.note,
            doubtful=figure.doubtful,
        )
