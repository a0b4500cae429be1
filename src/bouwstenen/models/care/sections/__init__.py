"""What people see of care, from rows and named tables of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bouwstenen.models.care.sections.look import GDP_PATHS, Look, shown
from bouwstenen.models.care.sections.money import payers_part, picture_part, target_part
from bouwstenen.models.care.sections.people import (
    certainty_part,
    health_part,
    measures_part,
    older_part,
    staff_part,
)
from bouwstenen.views import Fact, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.views import RunView, Words

_THOUSAND = 1e3
LIMITS: Final = (
    "Paden zijn aannames die naast elkaar staan; geen ervan is de waarschijnlijkste en ze zijn niet gemiddeld.",
    "Het gebruik per leeftijd is dat van 2022. Wachten op zorg en gedrag van mensen veranderen niet mee.",
    "Gezond ouder worden telt niet mee in de begroting: welke maatregel het brengt, is niet bekend.",
    "Meer of minder inwoners: hun zorg staat in de uitgaven en gaat niet naar de begroting; hun belasting ontbreekt.",
)
"""What to bear in mind, whatever the package."""
MISSING: Final = (
    "Wijkverpleging apart: het bedrag per leeftijd ontbreekt.",
    "Vrije tijd door minder administratie in banen: het aantal gewerkte uren in de langdurige zorg ontbreekt.",
    "Geld voor een plek in een verpleeghuis of zorg thuis: de prijs per persoon ontbreekt.",
    "Lager collegegeld: het aantal studenten in zorgopleidingen ontbreekt.",
    "Pandemie: het bedrag dat nu in de begroting staat, ontbreekt.",
    "Zorg zonder contract: het deel van de mensen dat overstapt, ontbreekt.",
    "Een nieuwer pad van het ministerie dan de Miljoenennota 2023 ontbreekt.",
    "Gezonde jaren per groep: ziekte naar leeftijd en opleiding ontbreekt.",
)
"""What was not computed: the one figure that is missing."""


def sections(view: RunView, words: Words) -> Iterator[Section]:
    """The section on care; none when the model did not run."""
    if "care.about" not in view.tables:
        return
    look = Look(view, words)
    yield Section(
        key="care",
        title="Zorg",
        question="fit",
        message=_message(look),
        facts=_facts(look),
        parts=(
            picture_part(look), target_part(look), payers_part(look), staff_part(look), older_part(look),
            measures_part(look), health_part(look), certainty_part(look),
        ),
        limits=LIMITS,
        missing=MISSING,
    )  # fmt: skip


def _message(look: Look) -> str:
    main, target = look.about["variant"], look.about["target_year"]
    keys = {"scenario": main, "dimension": "gdp_path", "group": "ageing_report"}
    base = look.about["price_level"]
    first = shown(look.value("spending_share", base, "baseline", **keys), 1)
    free, moved = (shown(look.value("spending_share", target, side, **keys), 1) for side in ("baseline", "package"))
    with_package = "" if free == moved else f", en met de aannames van het pakket naar {moved}%"
    points = [look.value("target_points", target, scenario=f"{main}.{path}") or 0.0 for path in GDP_PATHS]
    low, high = shown(abs(min(points)), 1), shown(abs(max(points)), 1)
    if min(points) > 0:
        said = f"dan groeit zij {low} tot {high} procentpunt sneller dan de economie"
    elif max(points) <= 0:
        said = "dan groeit zij niet sneller dan de economie"
    else:
        said = "of zij dan sneller groeit dan de economie, hangt af van de raming van het bbp"
    return (
        f"Zorg gaat op het pad '{look.variant(main)}' van {first}% van het bbp in {base} naar {free}% in {target}"
        f"{with_package}; {said}."
    )


def _facts(look: Look) -> tuple[Fact, ...]:
    main, target = look.about["variant"], look.about["target_year"]
    found: list[Fact] = []
    spending = look.value("spending", target, scenario=main)
    found.append(
        Fact(figure=f"{shown(spending, 0)} mld euro", meaning=f"zorgkader in {target}, {look.prices}, met pakket")
    )
    staff = look.value("staff", target, scenario=main)
    if staff is not None:
        meaning = f"mensen nodig in {target}, zonder kinderopvang, met pakket"
        found.append(Fact(figure=f"{shown(staff / _THOUSAND, 0)} duizend", meaning=meaning))
    home = look.value("nursing_at_home", target)
    if home is not None:
        meaning = f"ouderen in {target} die een verpleeghuis nodig hebben en thuis wonen, met pakket"
        found.append(Fact(figure=f"{shown(home / _THOUSAND, 0)} duizend", meaning=meaning))
    return tuple(found)
