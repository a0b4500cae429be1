"""How many measures of a package stand in the figures, in numbers and in words that add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bouwstenen.core.numbers import count, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.views import RunView, Words

COMPUTED = ("computed", "rule_of_thumb")
EXTERNAL = "external_figure"
NO_EFFECT = "no_effect"
STATUSES = (
    *COMPUTED, EXTERNAL, NO_EFFECT, "planned", "open_norm", "process", "not_computable",
)  # fmt: skip
"""Statuses of a measure, in the order in which they are shown."""
_QUESTIONS = {
    "households": "who", "law": "who", "demography": "who", "asylum": "who", "care": "who", "youth": "who",
}  # fmt: skip
"""The question that a model to come answers; the others answer whether it fits."""
_NAMED = 3
"""So many measures are named in a sentence; the rest are counted."""


@dataclass(frozen=True)
class Measure:
    """A measure as the run left it: `status` is the one derived from results; `model` is the one it waits for."""

    id: str
    title: str
    block: str
    status: str
    remark: str
    why: str
    model: str

    @property
    def name(self) -> str:
        """Id and title."""
        return f"{self.id} {self.title}".strip()


@dataclass(frozen=True)
class Counts:
    """Number of measures. The first is the sum of the four after it.

    external: with a figure of someone else only. no_effect: called computed, but no result moves by them.
    by_status: of those that were not computed. waiting: by model to come, most first.
    """

    measures: int
    computed: int
    external: int
    no_effect: int
    not_computed: int
    by_status: Mapping[str, int]
    waiting: Mapping[str, int]

    def waiting_for(self, question: str) -> dict[str, int]:
        """Measures that wait for the models of a question, most first."""
        return {model: n for model, n in self.waiting.items() if _QUESTIONS.get(model, "fit") == question}


def measures_of(view: RunView) -> list[Measure]:
    """The measures of the package with their outcome, without the blocks that the user left out."""
    without = set(str(view.options.get("without") or "").split())
    outcome: dict[str, dict[str, Any]] = {}
    if "run.measures" in view.tables:
        outcome = {found["measure"]: found for found in view.tables["run.measures"].iter_rows(named=True)}
    measures: list[Measure] = []
    for given in view.package.get("measures", ()):
        found = outcome.get(given["id"], {})
        block = str(found.get("block") or given.get("block") or "")
        if block in without:
            continue
        measures.append(
            Measure(
                id=given["id"],
                title=str(given.get("title") or ""),
                block=block,
                status=str(found.get("status") or given["status"]),
                remark=str(found.get("remark") or ""),
                why=str(given.get("why") or "").strip(),
                model=str(given.get("model") or ""),
            )
        )
    return measures


def count_measures(measures: list[Measure]) -> Counts:
    """Count measures by what became of them."""
    statuses = Counter(measure.status for measure in measures)
    apart = {*COMPUTED, EXTERNAL, NO_EFFECT}
    waiting = Counter(m.model for m in measures if m.status == "planned" and m.model)
    return Counts(
        measures=len(measures),
        computed=sum(statuses[status] for status in COMPUTED),
        external=statuses[EXTERNAL],
        no_effect=statuses[NO_EFFECT],
        not_computed=sum(n for status, n in statuses.items() if status not in apart),
        by_status={s: statuses[s] for s in in_order(set(statuses) - apart)},
        waiting=dict(waiting.most_common()),
    )


def in_order(statuses: set[str]) -> list[str]:
    """Statuses in the order in which they are shown; unknown ones last."""
    return [*(s for s in STATUSES if s in statuses), *sorted(statuses - set(STATUSES))]


def counts_sentence(counts: Counts) -> str:
    """What became of the measures in one sentence; its numbers add up to the first."""
    if not counts.measures:
        return "Dit pakket heeft geen maatregelen."
    if counts.measures == 1:
        return f"De enige maatregel van dit pakket {_only(counts)}."
    said = [
        words
        for number, words in (
            (counts.computed, _er(counts.computed, "zit", "zitten", "in deze cijfers")),
            (counts.external, f"is er van {count(counts.external)} alleen een cijfer van een ander"),
            (counts.no_effect, _er(counts.no_effect, "verandert", "veranderen", "geen enkele uitkomst")),
            (counts.not_computed, _er(counts.not_computed, "is", "zijn", "niet berekend")),
        )
        if number
    ]
    return f"Van de {count(counts.measures)} maatregelen {listed(said)}."


def _only(counts: Counts) -> str:
    if counts.computed:
        return "zit in deze cijfers"
    if counts.external:
        return "heeft alleen een cijfer van een ander"
    return "verandert geen enkele uitkomst" if counts.no_effect else "is niet berekend"


def _er(number: int, one: str, many: str, rest: str) -> str:
    return f"{one if number == 1 else many} er {count(number)} {rest}"


def listed(parts: list[str]) -> str:
    """Parts of a sentence with commas and `en`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}" if parts else ""


def waiting_sentence(counts: Counts) -> str:
    """How many wait for a model to come; empty when none does."""
    waiting = sum(counts.waiting.values())
    if not waiting:
        return ""
    return f"Daarvan {'wacht' if waiting == 1 else 'wachten'} er {count(waiting)} op een model dat er nog niet is."


def no_effect_sentence(measures: list[Measure]) -> str:
    """Which measures are called computed and yet move nothing; empty when there is none."""
    found = [measure.name for measure in measures if measure.status == NO_EFFECT]
    if not found:
        return ""
    more = len(found) - _NAMED
    named = listed([*found[:_NAMED], *([f"nog {count(more)}"] if more > 0 else [])])
    if len(found) == 1:
        return f"{named} staat als berekend in het pakket, maar verandert geen enkele uitkomst."
    return f"{named} staan als berekend in het pakket, maar veranderen geen enkele uitkomst."


def waiting_words(counts: Counts, question: str, words: Words) -> tuple[str, ...]:
    """A sentence for each model to come that measures wait for."""
    return tuple(
        sentence(
            f"{count(n)} {'maatregel wacht' if n == 1 else 'maatregelen wachten'} op het model voor "
            f"{words.get(f'model.{model}', model)} ({words.get(f'model_meaning.{model}', model)})"
        )
        for model, n in counts.waiting_for(question).items()
    )


def block_titles(view: RunView) -> dict[str, str]:
    """Blocks of the package by code, with their titles, in its order."""
    return {block["key"]: f"{block['key']}. {block['title']}" for block in view.package.get("blocks", ())}
