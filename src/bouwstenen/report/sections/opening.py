"""What stands first: the answers to the three questions, what was not computed, and what else must be known at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from bouwstenen.core.numbers import NBSP, number, sentence
from bouwstenen.effects.row import ALL, COUNTRY
from bouwstenen.report.sections.counts import (
    Counts,
    Measure,
    count_measures,
    counts_sentence,
    listed,
    measures_of,
    no_effect_sentence,
    waiting_sentence,
    waiting_words,
)
from bouwstenen.views import Fact, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bouwstenen.views import Chart, RunView, Words

QUESTIONS = ("cost", "who", "fit")
NOT_COMPUTED = "Dat is nog niet berekend."
_COST = "public_finance.cost_"
_COSTS = ("written", "promised", "if_carried_out")


@dataclass(frozen=True)
class Opening:
    """The first screen.

    alarms: what makes the figures unfit for use. summary: the answers in a sentence each. known: how much was
    computed. chart: the most telling one. cards: a section for each question, with facts and what is missing.
    """

    title: str
    alarms: tuple[str, ...]
    summary: tuple[str, ...]
    known: tuple[str, ...]
    chart: Chart | None
    cards: tuple[Section, ...]


def opening(view: RunView, sections: Sequence[Section], words: Words) -> Opening:
    """Make the first screen of what the models tell and of the package."""
    measures = measures_of(view)
    counts = count_measures(measures)
    cards = tuple(_card(view, question, sections, counts, words) for question in QUESTIONS)
    return Opening(
        title=str(view.package.get("title") or view.package.get("id") or ""),
        alarms=alarms(view),
        summary=tuple(card.message for card in cards),
        known=known(view, measures, words),
        chart=_chart(sections),
        cards=cards,
    )


def alarms(view: RunView) -> tuple[str, ...]:
    """Sums that do not add up: the figures cannot be used."""
    if "run.checks" not in view.tables:
        return ()
    failed = view.tables["run.checks"].filter(pl.col("kind").eq("identity") & pl.col("met").eq(other=False))["name"]
    if not failed.len():
        return ()
    what = "een controle klopt" if failed.len() == 1 else f"{failed.len()} controles kloppen"
    return (f"Let op: {what} niet. Gebruik deze cijfers niet. Het gaat om: {'; '.join(failed)}.",)


def known(view: RunView, measures: list[Measure], words: Words) -> tuple[str, ...]:
    """How much of the package was computed, what moves nothing, and which blocks were left out."""
    counts = count_measures(measures)
    titles = {block["key"]: block["title"] for block in view.package.get("blocks", ())}
    without = str(view.options.get("without") or "").split()
    left_out = listed([f"blok {key} ({titles[key]})" if key in titles else f"blok {key}" for key in without])
    said = (
        counts_sentence(counts),
        waiting_sentence(counts),
        no_effect_sentence(measures),
        sentence(f"weggelaten: {left_out}") if left_out else "",
        ""
        if view.reading == "central"
        else sentence(f"vage tekst is gelezen met de {words(f'reading.{view.reading}')}"),
    )
    return tuple(filter(None, said))


def _card(view: RunView, question: str, sections: Sequence[Section], counts: Counts, words: Words) -> Section:
    """One question: the messages of the models that answer it, their figures, and what is missing."""
    answering = [section for section in sections if section.question == question]
    messages = [section.message for section in answering if section.message]
    facts = tuple(fact for section in answering for fact in section.facts)
    missing = tuple(line for section in answering for line in section.missing)
    return Section(
        key=f"question_{question}",
        title=words(f"question.{question}"),
        question=question,  # pyright: ignore[reportArgumentType]
        message=messages[0] if messages else NOT_COMPUTED,
        facts=(*cost_facts(view, words), *facts) if question == "cost" else facts,
        limits=tuple(messages[1:]),
        missing=(*missing, *_missing(question, counts, words)),
    )


def _missing(question: str, counts: Counts, words: Words) -> tuple[str, ...]:
    if question != "cost":
        return waiting_words(counts, question, words)
    parts = "; ".join(f"{words.get(f'status.{status}', status)}: {n}" for status, n in counts.by_status.items())
    return (
        counts_sentence(counts),
        *((sentence(f"niet berekend, naar reden: {parts}"),) if parts else ()),
    )


def cost_facts(view: RunView, words: Words) -> tuple[Fact, ...]:
    """What the package costs in the headline year, in one price level: written, promised beside it, and carried out.

    Says so where the package names no money, and where costs were not computed at all.
    """
    year = view.package.get("headline", {}).get("balance")
    rows = view.rows.filter(
        pl.col("indicator").is_in([f"{_COST}{name}" for name in _COSTS])
        & pl.col("year").eq(year)
        & pl.col("reading").eq(view.reading)
        & pl.col("region").eq(COUNTRY)
        & pl.all_horizontal(pl.col("measure", "block", "payer", "dimension", "group").eq(ALL))
    )
    found = {row["indicator"].removeprefix(_COST): row for row in rows.iter_rows(named=True)}
    if not found:
        asked = "public_finance" in view.models
        return (
            Fact(figure=words("cost.no_money" if asked else "cost.not_computed"), meaning=words("cost.everything")),
        )
    return tuple(_cost_fact(found.get(name), words(f"cost.{name}"), words) for name in _COSTS)


def _cost_fact(row: dict[str, Any] | None, what: str, words: Words) -> Fact:
    if row is None:
        return Fact(figure=words("cost.no_money"), meaning=what)
    value, low, high = row["difference"], row["low"], row["high"]
    unit = words.unit(row["unit"]).replace(" ", NBSP)
    level = f"prijzen van {row['price_level']}" if row["price_level"] is not None else "lopende prijzen"
    meaning = f"{what}, in {row['year']} ({level})"
    if value is not None:
        return Fact(figure=f"{number(value)}{NBSP}{unit}", meaning=f"{meaning}{band_words(value, low, high)}")
    if low is None or high is None:
        return Fact(figure=words("cost.not_computed"), meaning=meaning)
    return Fact(figure=f"{number(low)} tot {number(high)}{NBSP}{unit}", meaning=meaning)


def band_words(value: float, low: float | None, high: float | None) -> str:
    """A band behind its figure, and that it is wider than the figure when it is; empty without a band."""
    if low is None or high is None or low == high:
        return ""
    wide = "; dat is een bredere band dan het getal zelf" if high - low > abs(value) else ""
    return f", band {number(low)} tot {number(high)}{wide}"


def _chart(sections: Sequence[Section]) -> Chart | None:
    """The first chart about cost, else the first chart there is."""
    charts = [(section, chart) for section in sections for part in section.parts for chart in part.charts]
    about_cost = [chart for section, chart in charts if section.question == "cost"]
    return about_cost[0] if about_cost else charts[0][1] if charts else None
