"""Title, summary, and the three questions: what does it cost, who notices, does it fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import NBSP, count, number
from bouwstenen.report.notice import LIMITS, headline_answer, headline_facts, headline_sentence
from bouwstenen.report.rows import BALANCE_YEAR, DEBT_YEAR, LEDGERS
from bouwstenen.report.words import BLOCKS, MODEL_MEANING, MODELS, QUESTIONS, READINGS, STATUSES, TIMINGS
from bouwstenen.report.words import LEDGERS as LEDGER_WORDS

if TYPE_CHECKING:
    from bouwstenen.report.budget_rules import RuleCounts
    from bouwstenen.report.context import Context
    from bouwstenen.report.framework import Framework
    from bouwstenen.report.gaps import Coverage
    from bouwstenen.report.words import Question

BN = f"mld{NBSP}euro"
BILLION = f"miljard{NBSP}euro"


@dataclass(frozen=True)
class Fact:
    """A headline figure and what it is."""

    figure: str
    meaning: str


@dataclass(frozen=True)
class Card:
    """One of the three questions: an answer in a sentence, headline figures, and what was not computed."""

    id: str
    question: str
    answer: str
    facts: tuple[Fact, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Opening:
    """What stands at the top of the report."""

    title: str
    properties: tuple[tuple[str, str], ...]
    summary: tuple[str, ...]
    cards: tuple[Card, ...]


def opening(context: Context, money: Framework, rules: RuleCounts, coverage: Coverage) -> Opening:
    """Make the section."""
    return Opening(
        title=context.run.package.title,
        properties=_properties(context),
        summary=(
            *_cost_sentences(money),
            *_effect_sentences(context),
            *((headline_sentence(context.run.households),) if context.run.households else ()),
            *_coverage_sentences(context, coverage),
        ),
        cards=(
            _cost(context, money, coverage),
            _who(context, coverage),
            _fit(context, rules, coverage),
        ),
    )


def _properties(context: Context) -> tuple[tuple[str, str], ...]:
    run = context.run
    found = [
        ("Pakket", run.package.id),
        ("Lezing van vage tekst", READINGS[run.options.reading]),
        ("Bedragen van het pakket", context.prices),
        ("Berekende bedragen", context.money),
        ("Cijfers", f"{run.facts.title} (jaargang {run.facts.vintage})"),
        ("Nummer van deze doorrekening", run.receipt.run_id),
    ]
    if run.options.without:
        found.insert(1, ("Weggelaten", "; ".join(f"blok {b} ({BLOCKS[b]})" for b in run.options.without)))
    return tuple(found)


def _cost_sentences(money: Framework) -> list[str]:
    totals = money.document
    if not money.table:
        return ["In dit pakket staat geen bedrag."]
    recurring, one_off = number(totals.recurring()), number(totals.one_off())
    said = [
        f"Als alles loopt, kost het pakket {recurring} {BILLION} per jaar, en daarnaast {one_off} {BILLION} eenmalig."
    ]
    bands = [
        f"{number(low)} tot {number(high)} {BILLION} {word}"
        for timing, word in (("recurring", "per jaar"), ("one_off", "eenmalig"))
        for low, _, high in (totals.pm_band(timing),)
        if low or high
    ]
    if bands:
        said.append("Daar zitten de PM-posten niet in: het document noemt er geen bedrag bij.")
        said.append(f"Die kunnen {' en '.join(bands)} kosten.")
    return said


def _effect_sentences(context: Context) -> list[str]:
    effects = context.effects
    document = effects.difference("document", "balance", BALANCE_YEAR)
    esa = effects.difference("esa", "balance", BALANCE_YEAR)
    if document is None or esa is None:
        return ["Het effect op saldo en schuld is niet berekend."]
    if not document and not esa and not effects.difference("esa", "debt", DEBT_YEAR):
        return ["Saldo en schuld veranderen niet."]
    said = [
        f"Zoals het document boekt, {_moves(document)} het EMU-saldo in {BALANCE_YEAR} {_by(document)} ({context.pm}).",
        f"Volgens de Europese boekhoudregels (ESA 2010) {_moves(esa)} het {_by(esa)}{_in_pct(context)}.",
    ]
    debt = effects.at("esa", "debt_pct", DEBT_YEAR)
    if debt is not None:
        before, after = number(debt.baseline), number(debt.package)
        said.append(f"De schuld is in {DEBT_YEAR} dan {after}% van het bbp, tegen {before}% zonder pakket.")
    return said


def _moves(difference: float) -> str:
    return "verslechtert" if difference < 0 else "verbetert"


def _by(difference: float) -> str:
    return f"met {number(abs(difference))} {BILLION}"


def _in_pct(context: Context) -> str:
    pct = context.effects.difference("esa", "balance_pct", BALANCE_YEAR)
    return "" if pct is None else f" ({number(abs(pct))}% van het bbp)"


def _coverage_sentences(context: Context, coverage: Coverage) -> list[str]:
    missing, waiting = count(coverage.not_computed), count(sum(coverage.waiting.values()))
    return [
        f"Van de {count(coverage.measures)} maatregelen zitten er {count(coverage.computed)} in deze cijfers.",
        f"Niet berekend zijn er {missing}; daarvan wachten er {waiting} op een model dat er nog niet is.",
        *(() if _who_is_known(context) else ("Wie het pakket merkt, is nog niet berekend.",)),
    ]


def _cost(context: Context, money: Framework, coverage: Coverage) -> Card:
    return Card(
        id="kosten",
        question="Wat kost het?",
        answer=(
            "Dit is de rekening van de regels met een bedrag. Hoe zwaar die telt, hangt af van de boekhouding."
            if money.table
            else "In dit pakket staat geen bedrag."
        ),
        facts=(*_money_facts(context, money), *_balance_facts(context)),
        missing=_cost_missing(context, coverage),
    )


def _money_facts(context: Context, money: Framework) -> list[Fact]:
    """What the lines add up to, and what PM may add."""
    if not money.table:
        return []
    totals = money.document
    where = "eenmalig" if totals.without_pm[True, "one_off"] else "eenmalig, ten laste van schuld"
    facts = [
        Fact(f"{number(totals.recurring())} {BN}", f"per jaar als alles loopt, zonder PM ({context.prices})"),
        Fact(f"{number(totals.one_off())} {BN}", f"{where}, zonder PM ({context.prices})"),
    ]
    for timing, words in TIMINGS.items():
        low, central, high = totals.pm_band(timing)
        if low or high:
            meaning = f"{words} erbij door PM-posten; het midden is {number(central)} ({context.prices})"
            facts.append(Fact(f"{number(low)} tot {number(high)} {BN}", meaning))
    return facts


def _balance_facts(context: Context) -> list[Fact]:
    """Effect on the balance of the headline year in both ledgers."""
    price = context.money.partition(", ")[2]
    effects = [(ledger, context.effects.difference(ledger, "balance", BALANCE_YEAR)) for ledger in LEDGERS]
    meaning = f"effect op het EMU-saldo in {BALANCE_YEAR}, {context.pm}"
    return [
        Fact(f"{number(effect, signed=True)} {BN}", f"{meaning}, {LEDGER_WORDS[ledger]} ({price})")
        for ledger, effect in effects
        if effect is not None
    ]


def _cost_missing(context: Context, coverage: Coverage) -> tuple[str, ...]:
    pm = sum(row.pm_bn is not None for row in context.run.bookings)
    missing = [f"{count(coverage.not_computed)} van de {count(coverage.measures)} maatregelen zijn niet berekend."]
    if coverage.by_status:
        parts = "; ".join(f"{STATUSES[status]}: {count(n)}" for status, n in coverage.by_status.items())
        missing.append(f"{parts[0].upper()}{parts[1:]}.")
        missing.append(
            "Wat zij kosten of opbrengen, telt alleen mee als het onder een regel van het financiële kader valt."
        )
    if pm:
        words = "post staat" if pm == 1 else "posten staan"
        missing.append(f"{count(pm)} {words} op PM: daarvoor is er een bandbreedte en geen bedrag.")
    return tuple(missing)


def _who(context: Context, coverage: Coverage) -> Card:
    waiting = sum(coverage.waiting_for("who").values())
    found = context.run.households
    if found is not None:
        answer = headline_answer(found)
    elif _who_is_known(context):
        answer = "Een deel is berekend. Hieronder staat wat nog ontbreekt."
    else:
        answer = "Dat is nog niet berekend. Dit rapport zegt niets over inkomens, wachttijden of voorzieningen."
    facts = [Fact(figure, meaning) for figure, meaning in (headline_facts(found) if found else ())]
    if waiting:
        facts.append(Fact(count(waiting), "maatregelen wachten op een model dat laat zien wie het merkt"))
    return Card(
        id="mensen",
        question="Wie merkt het?",
        answer=answer,
        facts=tuple(facts),
        missing=(*_waiting_words(coverage, "who"), *(LIMITS if found else ())),
    )


def _who_is_known(context: Context) -> bool:
    """Whether any model has results that say who notices."""
    return context.run.households is not None or any(QUESTIONS.get(model) == "who" for model in context.effects.models)


def _fit(context: Context, rules: RuleCounts, coverage: Coverage) -> Card:
    return Card(
        id="passen",
        question="Past het?",
        answer=(
            "Het geld is getoetst aan de regels van het document zelf en aan die van Europa. Of het past bij het "
            "aantal werkenden, de ruimte, het stroomnet en stikstof, is nog niet berekend."
        ),
        facts=(*_rule_facts(rules), *_european_facts(context), *_debt_facts(context)),
        missing=_waiting_words(coverage, "fit"),
    )


def _rule_facts(rules: RuleCounts) -> list[Fact]:
    total = rules.met + rules.missed + rules.undecided
    if not total:
        return []
    also = f"; daarvan {rules.missed_before} ook zonder pakket niet" if rules.missed else ""
    return [
        Fact(f"{rules.missed} van {total}", f"begrotingsregels worden in minstens één jaar niet gehaald{also}"),
        Fact(f"{rules.met} van {total}", "begrotingsregels worden in elk jaar gehaald"),
        Fact(f"{rules.undecided} van {total}", "begrotingsregels zijn niet te toetsen"),
    ]


def _european_facts(context: Context) -> list[Fact]:
    """Room (or shortfall) against the required path at the end of the adjustment, with and without the package."""
    test = context.run.eu
    year = test.result.end_year
    rooms = {name: float(found.room[found.at(year)]) for name, found in test.tests.items()}
    words = f"ruimte per jaar in {year} volgens de Europese regels (min is tekort)"
    return [
        Fact(f"{number(rooms['esa'], signed=True)} {BN}", f"{words}, met pakket (lopende prijzen)"),
        Fact(f"{number(rooms['unchanged'], signed=True)} {BN}", f"{words}, zonder pakket (lopende prijzen)"),
    ]


def _debt_facts(context: Context) -> list[Fact]:
    """Debt of the headline year without the package and in both ledgers."""
    values = [(ledger, context.effects.at(ledger, "debt_pct", DEBT_YEAR)) for ledger in LEDGERS]
    known = [(ledger, value) for ledger, value in values if value is not None]
    facts = [
        Fact(f"{number(value.package)}% bbp", f"EMU-schuld in {DEBT_YEAR}, {context.pm}, {LEDGER_WORDS[ledger]}")
        for ledger, value in known
    ]
    if known:
        facts.append(Fact(f"{number(known[0][1].baseline)}% bbp", f"EMU-schuld in {DEBT_YEAR} zonder pakket"))
    return facts


def _waiting_words(coverage: Coverage, question: Question) -> tuple[str, ...]:
    waiting = coverage.waiting_for(question)
    if not waiting:
        return ("In dit pakket wacht hiervoor geen maatregel op een model.",)
    return tuple(
        f"{count(n)} {'maatregel wacht' if n == 1 else 'maatregelen wachten'} op het model voor {MODELS[model]} "
        f"({MODEL_MEANING[model]})."
        for model, n in waiting.items()
    )
