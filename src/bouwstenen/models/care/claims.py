"""What the model gives for figures of a document, and its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.checks.check import Check
from bouwstenen.core.numbers import dutch
from bouwstenen.models.care.options import GDP_PATHS
from bouwstenen.models.care.unequal import adds_up
from bouwstenen.models.care.volume import mortality
from bouwstenen.models.protocol import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bouwstenen.facts import Facts
    from bouwstenen.models.care.result import CareResult

SOURCE = "docs/models/care.md"
_HINDCAST = {
    "workers": (
        "Zorg en welzijn: groei van het aantal werkenden, tegen groei door bevolking alleen",
        "Het verschil is wat er buiten de bevolking bij kwam: meer zorg per persoon, kinderopvang en minder uren.",
    ),
    "sha": (
        "Zorguitgaven (internationale afbakening) na inflatie, tegen groei door bevolking alleen",
        "Het verschil is meer zorg per persoon en hogere lonen; één jaar, want ouder is geen prijspeil gevonden.",
    ),
    "cpb": (
        "Groei van de zorg door bevolking alleen, CPB",
        "CPB maakte zijn raming in 2019 en rekende met minder migratie dan er kwam.",
    ),
    "vtv": (
        "Groei van de zorg door bevolking alleen, RIVM",
        "RIVM rekende met de bevolking van 2017 en een vlakker profiel; de Wlz telt bij ons in euro's mee.",
    ),
}


def claims(result: CareResult) -> Mapping[str, Answer]:
    """Answers by indicator."""
    number, gaps = result.facts.numbers, result.unequal
    healthy = number["healthy_high"] - number["healthy_low"]
    wealthy = (number["wealth_healthy_gap_men"] + number["wealth_healthy_gap_women"]) / 2
    return {
        "care.life_expectancy_gap_education": Answer(
            number["life_high"] - number["life_low"],
            "CBS, mannen en vrouwen samen. Dit is het cijfer waar onze sterftetafels per groep op zijn gebracht.",
        ),
        "care.healthy_life_expectancy_gap_education": Answer(
            healthy,
            "CBS, 2019 tot en met 2022; het model berekent geen gezonde jaren, want ziekte per leeftijd ontbreekt.",
        ),
        "care.life_expectancy_gap_wealth": Answer(
            gaps.wealth_gap, "Gemiddelde van mannen en vrouwen: de rijkste tegen de minst rijke 20% (CBS, 2017/2020)."
        ),
        "care.healthy_life_expectancy_gap_wealth": Answer(
            wealthy, "Gemiddelde van mannen en vrouwen: de rijkste tegen de minst rijke 20% (CBS, 2017/2020)."
        ),
        "care.expenditure_growth_above_gdp": _growth(result),
    }


def _growth(result: CareResult) -> Answer:
    """Growth above GDP in the target year on the path of the options: what a package has to close."""
    variant = result.options.variant
    at = result.at(result.facts.year("target_year"))
    points = [float(result.tasks[variant, path, "growth"][1].points[at]) for path in GDP_PATHS]
    said = " en ".join(dutch(value, 1) for value in points)
    return Answer(
        points[0],
        f"Procentpunt in {int(result.years[at])} boven de groei van het bbp: {said} op twee ramingen van het bbp. "
        "Geen maatregel van het pakket sluit dat gat; het is een opgave.",
    )


def checks(result: CareResult, facts: Facts) -> Iterator[Check]:
    """Identities that must hold, and growth beside published growth."""
    del facts
    gaps = result.unequal
    whole, by_scheme = result.framework["demography"], result.spending["demography"]
    gap = float(np.abs(whole.baseline - by_scheme.baseline[:, :3].sum(axis=1)).max())
    yield Check("identity", "Zorg: de wetten tellen op tot het kader", gap < 1e-9, gap, 0.0, "bn_eur", SOURCE)
    way = result.route
    paid = float(np.abs(way.premium + way.levy - way.zvw).max())
    yield Check("identity", "Zorg: premie en heffing betalen de Zvw", paid < 1e-9, paid, 0.0, "bn_eur", SOURCE)
    table = mortality(result.facts, result.facts.year("base_year"))
    pairs = zip((*gaps.education, *gaps.wealth), (*table, *table), strict=True)
    apart = max(adds_up(split, death) for split, death in pairs)
    yield Check("identity", "Zorg: sterfte van groepen telt op tot de tafel", apart < 1e-9, apart, 0.0, "ratio", SOURCE)
    for case in result.hindcasts:
        title, cause = _HINDCAST[case.name]
        yield Check(
            "benchmark", f"{title}, {case.first}-{case.last}", None, case.own, case.published, "pct", SOURCE, cause
        )
    yield from _middle(result)


def _middle(result: CareResult) -> Iterator[Check]:
    """The middle education was held out: its distance to the lowest follows from the slope."""
    number = result.facts.numbers
    for sex, word, split in zip(("men", "women"), ("mannen", "vrouwen"), result.unequal.education, strict=True):
        own = split.expectancy[1] - split.expectancy[0]
        published = number[f"life_middle_{sex}"] - number[f"life_low_{sex}"]
        title = f"Levensverwachting {word}: middelbare min lage opleiding"
        cause = "Niet gebruikt om af te stellen. De sterfte neemt tussen de groepen niet met gelijke stappen af."
        yield Check("benchmark", title, None, own, published, "years", SOURCE, cause)
