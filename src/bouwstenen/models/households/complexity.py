"""Complexity of income support, measured in the law itself: before a package and under it.

`law_complexity` reads the rules: what each scheme is made of and which concepts of income, partner, wealth and
household it tests. `household_complexity` adds up what each household meets in the schemes that it receives.

A concept counts for a scheme when the rules still reach it once the parameters have their values (`reachability`); the
walk stops at the first concept of what is tested, so that an income made of other incomes counts once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import numpy as np

from bouwstenen.core.errors import InputError, nearest_key, shown
from bouwstenen.law import law_on, parameter_set
from bouwstenen.models.households.complexity_file import KINDS, Kind, Payment, Scheme, check_names, complexity_file
from bouwstenen.models.households.reachability import Live, cone, live_names
from bouwstenen.rules import Aggregate, Input, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.models.households.complexity_file import ComplexityFile
    from bouwstenen.population.amounts import Amounts
    from bouwstenen.population.sample import Sample
    from bouwstenen.rules import RuleGraph

PaymentDate = Literal["geen", "uitkeringen_en_toeslagen", "ook_vaste_lasten"]
"""Values of the lever households.single_payment_date."""
MONTHS = 12
_RECEIVED = (
    "zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag", "kinderbijslag", "studiefinanciering",
    "aio", "aow", "anw", "ioaw", "wajong", "toeslagenwet", "uitbetaling_heffingskorting",
)  # fmt: skip
_BY_STATUS = {"ww": 3, "wia": 4}
"""Benefits that enter a sample as an amount, with the code of `schema.ARBEIDSSTATUS` of who has them."""


@dataclass(frozen=True)
class SchemeComplexity:
    """One scheme under one law.

    rules, parameters, inputs: everything that is needed to compute it. own_rules, own_parameters, own_inputs: the part
    before the tested concepts and other schemes; own_inputs are facts that this scheme asks for itself.
    concepts: names of the concepts that it tests, by kind.
    """

    name: str
    title: str
    desk: str
    paid: Payment
    forms_start: int
    forms_per_year: int
    rules: int
    parameters: int
    inputs: int
    own_rules: int
    own_parameters: int
    own_inputs: tuple[str, ...]
    concepts: Mapping[Kind, tuple[str, ...]]


@dataclass(frozen=True)
class LawComplexity:
    """All schemes under one law. parts: for a merged scheme, the schemes whose place it takes."""

    date: str
    schemes: Mapping[str, SchemeComplexity]
    parts: Mapping[str, tuple[str, ...]]
    payment_date: PaymentDate

    def distinct(self, kind: Kind) -> tuple[str, ...]:
        """The concepts of a kind that the schemes test together."""
        return tuple(dict.fromkeys(c for scheme in self.schemes.values() for c in scheme.concepts[kind]))


@dataclass(frozen=True)
class HouseholdComplexity:
    """What each household meets: arrays (households,).

    schemes, desks, forms_start and forms_per_year: whole numbers. concepts: distinct concepts by kind.
    payment_dates: dates in a mean month on which something is paid.
    """

    schemes: NDArray[np.int64]
    desks: NDArray[np.int64]
    forms_start: NDArray[np.int64]
    forms_per_year: NDArray[np.int64]
    payment_dates: NDArray[np.float64]
    concepts: Mapping[Kind, NDArray[np.int64]]


def law_complexity(
    date: str, law: Mapping[str, float | bool] = MappingProxyType({}), payment_date: PaymentDate = "geen"
) -> LawComplexity:
    """Measure every scheme in the law of a date.

    Args:
        date: ISO date.
        law: values of law parameters by path, as a package sets them; empty is the law itself.
        payment_date: value of households.single_payment_date.

    Raises:
        InputError: an unknown parameter or date, or a name in `complexity.yaml` that the law of the date lacks.
    """
    file, graph = complexity_file(), _checked_graph(date)
    live = live_names(graph, parameter_set().at(date, law))
    merged = {merge.into: merge for path, merge in file.merges.items() if law.get(path) is True}
    gone = {part for merge in merged.values() for part in merge.parts}
    schemes: dict[str, SchemeComplexity] = {}
    for name, scheme in {**file.schemes, **merged}.items():
        if name not in gone:
            parts = merged[name].parts if name in merged else []
            roots = scheme.roots or [root for part in parts for root in file.schemes[part].roots]
            also = [*scheme.also, *(node for part in parts for node in _names(file.schemes[part]))]
            schemes[name] = _measure(name, scheme, roots, also, file, graph, live)
    parts_of = {name: tuple(merge.parts) for name, merge in merged.items()}
    return LawComplexity(date, schemes, parts_of, payment_date)


@lru_cache(maxsize=8)
def _checked_graph(date: str) -> RuleGraph:
    graph = law_on(date)
    check_names(complexity_file(), graph)
    return graph


def _names(scheme: Scheme) -> list[str]:
    return [*scheme.roots, *scheme.also]


def _measure(
    name: str,
    scheme: Scheme,
    roots: list[str],
    also: list[str],
    file: ComplexityFile,
    graph: RuleGraph,
    live: Mapping[str, Live],
) -> SchemeComplexity:
    """Count what a scheme is made of and find the concepts that it tests."""
    concepts = _live_concepts(file, live)
    # A walk stops at what is tested. A sum says whose it is, not what, and is passed.
    tested = {n for names in concepts.values() for nodes in names.values() for n in nodes}
    tested = {n for n in tested if not isinstance(graph.nodes[n].source, Aggregate)}
    others = {node for other in file.schemes.values() for node in _names(other)} - {*roots, *also}
    stop = frozenset((tested | others | set(file.not_entered)) - set(roots))
    near, far = cone(live, roots, stop), cone(live, roots)
    own = near - stop
    return SchemeComplexity(
        name=name,
        title=scheme.title,
        desk=scheme.desk,
        paid=scheme.paid,
        forms_start=scheme.forms_start,
        forms_per_year=scheme.forms_per_year,
        rules=_count(graph, far),
        parameters=len({p for n in far for p in live[n].parameters}),
        inputs=len(_inputs(graph, far)),
        own_rules=_count(graph, own),
        own_parameters=len({p for n in own for p in live[n].parameters}),
        own_inputs=_inputs(graph, own),
        concepts={kind: _tested(file, kind, near, concepts[kind]) for kind in KINDS},
    )


def _live_concepts(file: ComplexityFile, live: Mapping[str, Live]) -> dict[Kind, dict[str, frozenset[str]]]:
    """Kind -> concept -> the names that show it under these parameters."""
    found: dict[Kind, dict[str, frozenset[str]]] = {}
    for kind, concepts in file.concepts.items():
        found[kind] = {}
        for name, concept in concepts.items():
            other = concepts[concept.replaced_by].nodes if concept.replaced_by else []
            replaced = not cone(live, concept.nodes).isdisjoint(other)
            found[kind][name] = frozenset(n for n in concept.nodes if not replaced and not _is_passed(n, live))
    return found


def _is_passed(node: str, live: Mapping[str, Live]) -> bool:
    """True for a name that the parameters turned into another name, or into nothing: it is no concept any more."""
    return live[node].constant is not None or (live[node].pruned and len(live[node].needs) == 1)


def _tested(file: ComplexityFile, kind: Kind, near: set[str], nodes: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Concepts of a kind in the part that a scheme reads itself, without those that are part of another."""
    found = [name for name, shown_by in nodes.items() if not near.isdisjoint(shown_by)]
    inside = {part for name in found for part in file.concepts[kind][name].contains}
    return tuple(name for name in found if name not in inside)


def _count(graph: RuleGraph, names: set[str]) -> int:
    return sum(isinstance(graph.nodes[n].source, Rule) for n in names)


def _inputs(graph: RuleGraph, names: set[str]) -> tuple[str, ...]:
    return tuple(n for n in graph.order if n in names and isinstance(graph.nodes[n].source, Input))


def household_complexity(law: LawComplexity, uses: Mapping[str, NDArray[np.bool_]]) -> HouseholdComplexity:
    """What each household meets in the schemes that it receives.

    Args:
        law: from `law_complexity`, under the package or not.
        uses: scheme -> whether a household receives it, arrays (households,) of one length. A merged scheme may be
            given itself or as its parts. A scheme that is left out is received by nobody.

    Raises:
        InputError: an unknown scheme, no scheme at all, or arrays of different lengths.
    """
    received = received_schemes(law, uses)
    households = len(next(iter(received.values())))

    def number_of(groups: Mapping[str, list[str]]) -> NDArray[np.int64]:
        """How many groups a household meets: those of which it receives a scheme."""
        total = np.zeros(households, dtype=np.int64)
        for members in groups.values():
            total += np.any([received[name] for name in members], axis=0)
        return total

    def added(amounts: Mapping[str, int]) -> NDArray[np.int64]:
        total = np.zeros(households, dtype=np.int64)
        for name, who in received.items():
            total += who * amounts[name]
        return total

    schemes = {name: law.schemes[name] for name in received}
    concepts: dict[Kind, NDArray[np.int64]] = {
        kind: number_of(_grouped({name: s.concepts[kind] for name, s in schemes.items()})) for kind in KINDS
    }
    return HouseholdComplexity(
        schemes=added(dict.fromkeys(schemes, 1)),
        desks=number_of(_grouped({name: (s.desk,) for name, s in schemes.items()})),
        forms_start=added({name: s.forms_start for name, s in schemes.items()}),
        forms_per_year=added({name: s.forms_per_year for name, s in schemes.items()}),
        payment_dates=_payment_dates(schemes, received, law.payment_date),
        concepts=concepts,
    )


def schemes_used(sample: Sample, amounts: Amounts) -> dict[str, NDArray[np.bool_]]:
    """Which schemes each household receives; leave is not in a sample, and WIA, WAO and ZW count as one.

    Args:
        sample: households.
        amounts: of the law on that sample.
    """
    uses = {name: amounts[name] > 0.0 for name in _RECEIVED}
    uses["bijstand"] = amounts["bijstand"] > amounts["aio"]
    status = sample.person.get("arbeidsstatus")
    if status is not None:
        paid = sample.person.get("uitkering", np.zeros(len(status))) > 0.0
        for name, code in _BY_STATUS.items():
            uses[name] = sample.sum_persons((paid & (status == code)).astype(np.int64)) > 0
    return uses


def _grouped(labels: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """Label -> schemes that have it."""
    groups: dict[str, list[str]] = {}
    for scheme, names in labels.items():
        for name in names:
            groups.setdefault(name, []).append(scheme)
    return groups


def received_schemes(law: LawComplexity, uses: Mapping[str, NDArray[np.bool_]]) -> dict[str, NDArray[np.bool_]]:
    """Who receives which scheme of this law: the parts of a merged scheme become that scheme.

    Raises InputError: an unknown scheme, no scheme at all, or arrays of different lengths.
    """
    into = {part: name for name, parts in law.parts.items() for part in parts}
    received: dict[str, NDArray[np.bool_]] = {}
    for name, who in uses.items():
        scheme = into.get(name, name)
        if scheme not in law.schemes:
            nearest = nearest_key(name, [*law.schemes, *into])
            mend = "De regelingen staan in complexity.yaml."
            raise InputError(f"de regeling '{shown(name)}' bestaat niet.", mend=mend, nearest=nearest)
        received[scheme] = received[scheme] | who if scheme in received else np.asarray(who, dtype=np.bool_)
    if not received or len({len(who) for who in received.values()}) > 1:
        raise InputError(
            "het gebruik van regelingen heeft niet voor elk huishouden een waarde.",
            mend="Geef voor minstens één regeling, en overal voor evenveel huishoudens, ja of nee.",
        )
    return received


def _payment_dates(
    schemes: Mapping[str, SchemeComplexity], received: Mapping[str, NDArray[np.bool_]], payment_date: PaymentDate
) -> NDArray[np.float64]:
    """Dates in a mean month: schemes with one day share it; each without a fixed day adds its own dates.

    The days of a scheme that pays less often than monthly fall on payments that are there already when another scheme
    has that day. With one payment date a household has at most one a month.
    """
    days: dict[int, list[str]] = {}
    total = np.zeros(len(next(iter(received.values()))))
    for name, scheme in schemes.items():
        if scheme.paid.day is None:
            total += received[name] * (scheme.paid.times / MONTHS)
        else:
            days.setdefault(scheme.paid.day, []).append(name)
    for members in days.values():
        often = [received[name] * (schemes[name].paid.times / MONTHS) for name in members]
        total += np.max(often, axis=0)
    return total if payment_date == "geen" else np.minimum(total, 1.0)
