"""What became of a measure: the status of the file, held against what its levers did to the results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from bouwstenen.agreement.schema import NEEDS_WHY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bouwstenen.agreement.schema import Measure

NO_EFFECT = "no_effect"
DerivedStatus = Literal[
    "computed",
    "rule_of_thumb",
    "external_figure",
    "planned",
    "open_norm",
    "process",
    "not_computable",
    "no_effect",
]


class Derived(NamedTuple):
    """The status of a measure in a run, and in words what is to be said about it; empty when there is nothing."""

    status: DerivedStatus
    remark: str


def may_move(measure: Measure) -> bool:
    """Whether the levers of a measure may move anything: not those of what the package itself calls not computed."""
    return measure.status not in NEEDS_WHY


def derive_status(measure: Measure, reached: frozenset[str]) -> Derived:
    """The status of a measure after a run.

    Args:
        measure: as the package gives it.
        reached: ids of the measures of which a lever moved a result.

    Returns:
        What the file says, or `no_effect` where it says computed (or a rule of thumb, or a figure of others with
        levers) and no lever reached a result. Never more than the file says.
    """
    if not may_move(measure) or measure.id in reached or (measure.status == "external_figure" and not measure.levers):
        return Derived(measure.status, "")
    why = "hij heeft geen hefboom" if not measure.levers else "geen hefboom ervan verandert een uitkomst van een model"
    return Derived(NO_EFFECT, f"{measure.id} ({measure.title}) is niet berekend: {why}.")


def derive_statuses(measures: Iterable[Measure], reached: frozenset[str]) -> dict[str, Derived]:
    """`derive_status` of every measure, by id."""
    return {measure.id: derive_status(measure, reached) for measure in measures}
