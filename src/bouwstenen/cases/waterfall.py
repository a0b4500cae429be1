"""From gross to disposable income in steps that add up exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.rules import evaluate

if TYPE_CHECKING:
    from bouwstenen.cases.compute import Computed


@dataclass(frozen=True)
class Step:
    """One step, EUR a year; positive adds to income. total: a subtotal instead of a change."""

    title: str
    amount: float
    total: bool = False


PERSON_STEPS = (
    ("loon", "loon", 1),
    ("winst", "winst", 1),
    ("belastbare_uitkeringen", "uitkeringen, AOW, bijstand en pensioen (bruto)", 1),
    ("alimentatie_ontvangen", "ontvangen alimentatie", 1),
    ("inkomen_aanmerkelijk_belang", "inkomen uit eigen bv", 1),
    ("inkomensheffing", "inkomensheffing na heffingskortingen", -1),
    ("uitbetaling_heffingskorting", "uitbetaalde heffingskorting", 1),
    ("zvw_bijdrage", "bijdrage Zorgverzekeringswet", -1),
    ("alimentatie_betaald", "betaalde alimentatie", -1),
)
HOUSEHOLD_STEPS = (
    ("zorgtoeslag", "zorgtoeslag", 1),
    ("huurtoeslag", "huurtoeslag", 1),
    ("kindgebonden_budget", "kindgebonden budget", 1),
    ("kinderopvangtoeslag", "kinderopvangtoeslag", 1),
    ("kinderbijslag", "kinderbijslag", 1),
    ("studiefinanciering", "studiefinanciering", 1),
    ("zorgpremie_hh", "zorgpremie", -1),
    ("kosten_kinderopvang_hh", "kosten van kinderopvang", -1),
)
MEMBER = "hoort_bij_huishouden"


def waterfall(computed: Computed) -> list[Step]:
    """The steps of the household of the first person, ending with disposable income.

    Raises:
        AssertionError: the steps do not add up, so the law and this list no longer agree.
    """
    names = [name for name, _, _ in (*PERSON_STEPS, *HOUSEHOLD_STEPS)]
    evaluation = computed.evaluation
    wanted = [*names, MEMBER, "besteedbaar_inkomen"]
    found = evaluate(evaluation.graph, evaluation.parameters, computed.case.data, wanted)
    member = found[MEMBER]
    steps: list[Step] = []
    for name, title, sign in PERSON_STEPS:
        amount = sum(value for value, counts in zip(found[name], member, strict=True) if counts)
        steps += [Step(title, sign * float(amount))] if amount else []
    steps.append(Step("netto-inkomen", sum(step.amount for step in steps), total=True))
    for name, title, sign in HOUSEHOLD_STEPS:
        amount = float(found[name][0])
        steps += [Step(title, sign * amount)] if amount else []
    disposable = float(found["besteedbaar_inkomen"][0])
    total = sum(step.amount for step in steps if not step.total)
    assert abs(total - disposable) < 0.005, f"waterfall ends at {total}, disposable income is {disposable}"
    return [*steps, Step("besteedbaar inkomen", disposable, total=True)]
