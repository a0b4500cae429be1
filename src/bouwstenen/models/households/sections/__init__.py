"""Who notices: what people see of the households model, from rows and named tables of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bouwstenen.core.numbers import NBSP, count, number
from bouwstenen.models.households.sections.complexity import complexity_part
from bouwstenen.models.households.sections.living import (
    labour_part,
    poverty_part,
    pressure_part,
    take_up_part,
    waiting_part,
)
from bouwstenen.models.households.sections.money import causes_part, schemes_part
from bouwstenen.models.households.sections.months import months_part, reclaims
from bouwstenen.models.households.sections.population import population_part
from bouwstenen.models.households.sections.purchasing import gain_and_loss, purchasing_part, winners_part
from bouwstenen.models.households.sections.seen import CAUSES, MAIN, Seen
from bouwstenen.views import Fact, Part, Section, Table, numbers, row, text
from bouwstenen.views.amounts import pct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.views import RunView, Words

LIMITS: Final = (
    "Mensen passen hun gedrag niet aan: niemand gaat meer of minder werken, trouwen of verhuizen.",
    "De huishoudens zijn gemaakt uit openbare cijfers; het zijn geen echte mensen.",
    "Mensen in een instelling, zoals een verpleeghuis, tellen niet mee.",
)
"""What is not in the figures, whatever the package."""
_SYNTHETIC = LIMITS[1]
_CERTAINTY = (
    "Elke kolom laat zien hoe ver de uitkomst beweegt door één oorzaak. De marges zijn niet opgeteld. De steekproef is "
    "een marge van 95%. Bij niet-gebruik is gerekend met minder, meer en geen niet-gebruik. Fouten in de cijfers onder "
    "de gemaakte bevolking zitten er niet in."
)


def sections(view: RunView, say: Words) -> Iterator[Section]:
    """The section on households; none when the households model did not run."""
    if "households.about" not in view.tables:
        return
    seen = Seen(view, say)
    parts = (
        purchasing_part(seen),
        winners_part(seen),
        schemes_part(seen),
        poverty_part(seen),
        pressure_part(seen),
        take_up_part(seen),
        causes_part(seen),
        _certainty(seen),
        months_part(seen),
        complexity_part(seen),
        waiting_part(seen),
        labour_part(seen),
        population_part(seen),
        _method(seen),
    )
    yield Section(
        key="households",
        title="Wie merkt het?",
        question="who",
        message=_message(seen),
        facts=tuple(_facts(seen)),
        parts=tuple(part for part in parts if part is not None),
        limits=tuple(_limits(seen)),
        missing=_missing(seen),
    )


def _message(seen: Seen) -> str:
    """The answer in one sentence."""
    gain, loss = gain_and_loss(seen)
    return (
        f"Door nieuwe regels voor inkomen en toeslagen gaat in {seen.year} {pct(gain)}% van de huishoudens er meer dan "
        f"een half procent op vooruit en {pct(loss)}% achteruit; voor de andere {pct(100.0 - gain - loss)}% verandert "
        "er weinig of niets."
    )


def _facts(seen: Seen) -> Iterator[Fact]:
    """Headline figures with what they are."""
    year = seen.year
    yield Fact(
        figure=f"{seen.main('balance')} mld{NBSP}euro",
        meaning=f"effect van de regels voor huishoudens op het saldo van de overheid in {year}, per jaar; band "
        f"{seen.main_band('balance')} ({seen.prices})",
    )
    yield Fact(
        figure=f"{seen.main('gainers_share')}% wint, {seen.main('losers_share')}% verliest",
        meaning=f"meer dan 0,5% koopkracht in {year}; band {seen.main_band('gainers_share')}% en "
        f"{seen.main_band('losers_share')}% van de huishoudens",
    )
    yield Fact(
        figure=f"{seen.main('median_change_lowest')}%",
        meaning=f"koopkracht in {year} in het midden van de laagste 20% inkomens; band "
        f"{seen.main_band('median_change_lowest')}%",
    )
    yield Fact(
        figure=f"{seen.main('poor_persons')} duizend",
        meaning=f"arme mensen in {year} (band {seen.main_band('poor_persons')}), onder wie "
        f"{seen.main('poor_children')} duizend kinderen (band {seen.main_band('poor_children')})",
    )
    if seen.has("months.reclaims"):
        now, then = (number(value / 1e6) for value in reclaims(seen))
        way = seen.say(f"households.award.{seen.about['award']}")
        yield Fact(
            figure=f"{now} → {then} miljoen",
            meaning=f"terugvorderingen van toeslagen per jaar, nu en met pakket ({way})",
        )


def _certainty(seen: Seen) -> Part:
    """How far the main figures move, by cause."""
    causes = [cause for cause in CAUSES if any(_known(seen, name, cause) for name in MAIN)]
    rows = [
        row(
            f"{seen.say(f'households.main.{name}')} ({seen.say(f'households.main_unit.{name}')})",
            seen.main(name),
            *(seen.main_band(name, cause) for cause in CAUSES),
        )
        for name in MAIN
    ]
    words = [_CERTAINTY]
    if "sampling" not in causes:
        words.append("De marge van de steekproef is niet te geven: daarvoor zijn er te weinig huishoudens gemaakt.")
    return Part(
        key="certainty",
        title="Hoe zeker is dit?",
        words=tuple(words),
        tables=(
            Table(
                caption=f"Hoe zeker de hoofdcijfers zijn, {seen.year}",
                unit=f"effect van het pakket, eenheid in de rij, {seen.prices}",
                columns=(text("wat"), *numbers("uitkomst", *(seen.group("cause", cause) for cause in CAUSES))),
                rows=tuple(rows),
                groups=(("", 1), ("laag tot hoog door", len(CAUSES))),
            ),
        ),
    )


def _known(seen: Seen, name: str, cause: str) -> bool:
    return seen.has(f"main_{name}", dimension="cause", group=cause)


def _method(seen: Seen) -> Part:
    """What was run on how many households."""
    about = seen.about
    own = f"eigen huishoudens van {about['own_year']}" if about["own_year"] else "gemaakte huishoudens"
    people = f"{count(round(about['households']))} huishoudens" if about["own_year"] else "heel Nederland"
    reading = seen.say(f"reading.{seen.view.reading}")
    said = (
        f"Het model past de wet van {seen.year} twee keer toe: zonder en met het pakket ({reading}). Dat gebeurt op "
        f"{count(about['rows'])} {own}, die staan voor {people}. Alle bedragen hebben {seen.prices}."
    )
    words = [said]
    if seen.has("pressure_median"):
        words.append(
            f"Wat veel rekenwerk vraagt, gebeurt op {count(about['detail_rows'])} huishoudens daarvan: de marginale "
            "druk, het jaar in maanden, niet-gebruik en de regelingen per huishouden."
        )
    return Part(key="method", title="Hoe dit is gerekend", words=tuple(words))


def _limits(seen: Seen) -> Iterator[str]:
    """What to bear in mind: of the model, and of the levers of this package."""
    own = bool(seen.about["own_year"])
    yield from (limit for limit in LIMITS if not (own and limit == _SYNTHETIC))
    remarks = seen.table("remarks")
    yield from ([] if remarks is None else remarks["text"].unique(maintain_order=True).to_list())


def _missing(seen: Seen) -> tuple[str, ...]:
    """What was not computed and why."""
    if seen.table("awards") is not None:
        return ()
    what = "het jaar in maanden, complexiteit en de kwaliteit van de bevolking"
    if seen.about["own_year"]:
        return (f"Niet gerekend bij eigen bestanden: {what}.",)
    return (f"Niet gevraagd: marginale druk, niet-gebruik als marge, {what}.",)
