"""Who notices: the section on households, and its headlines for the opening of the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.numbers import NBSP, count, exact, number
from bouwstenen.models.households.months.tables import ALL, scheme_rows
from bouwstenen.models.households.tables import STEPS
from bouwstenen.models.households.texts import model_settings
from bouwstenen.models.households.uncertainty import central_values, overall
from bouwstenen.report import notice_causes as by_cause
from bouwstenen.report import notice_charts as drawn
from bouwstenen.report import notice_tables as laid_out
from bouwstenen.report.notice_complexity import complexity_part
from bouwstenen.report.notice_months import months_part
from bouwstenen.report.notice_part import Part, band, main_figure, prices, share, thousands
from bouwstenen.report.notice_population import population_part
from bouwstenen.report.words import AWARDS, READINGS

if TYPE_CHECKING:
    from bouwstenen.household_run import HouseholdsRun
    from bouwstenen.report.charts import Chart
    from bouwstenen.report.context import Context

_HIGH, _WIA_MEAN = "households_model.pressure_high", "population.wia_mean"
LIMITS = (
    "Mensen passen hun gedrag niet aan: niemand gaat meer of minder werken, trouwen of verhuizen.",
    "De huishoudens zijn gemaakt uit openbare cijfers; het zijn geen echte mensen.",
    "Mensen in een instelling, zoals een verpleeghuis, tellen niet mee.",
)
"""What is not in the figures, whatever the package."""


@dataclass(frozen=True)
class Notice:
    """The section."""

    words: tuple[str, ...]
    parts: tuple[Part, ...]


def notice(context: Context) -> Notice | None:
    """Make the section; None when the households model did not run."""
    found = context.run.households
    if found is None:
        return None
    details = found.details
    parts = (
        _purchasing_power(found),
        _winners(found),
        _schemes(context, found),
        _poverty(found),
        _pressure(context, found),
        _take_up(found),
        _points(found),
        _intervals(found),
        months_part(details.months, details.chains, details.published_months, context.run.facts),
        complexity_part(details.complexity, context.run.facts, found.year),
        _beside(context, found),
        *((_labour(found),) if details.labour is not None else ()),
        population_part(details.targets),
        _limits(found),
    )
    words = (
        (
            f"Het model past de wet van {found.year} twee keer toe: zonder en met het pakket "
            f"({READINGS[found.reading]}). Dat gebeurt op {count(found.result.rows)} gemaakte huishoudens, die samen "
            f"Nederland voorstellen. Wat veel rekenwerk vraagt, gebeurt op {count(details.households)} huishoudens "
            "daarvan: de bijdrage per punt, de marginale druk, het jaar in maanden en de regelingen per huishouden."
        ),
        f"Alle bedragen hebben {prices(found.year)}. De marges staan bij {_quoted('Hoe zeker is dit?')}.",
    )
    return Notice(words, parts)


def headline_facts(found: HouseholdsRun) -> tuple[tuple[str, str], ...]:
    """Headline figures with what they are, for the opening."""
    values = central_values(found.intervals)
    bands = overall(found.intervals)
    year, half = found.year, exact(STEPS[laid_out.HALF])

    def figure(name: str) -> str:
        return main_figure(name, values[name], signed=name in by_cause.SIGNED)

    def said(name: str) -> str:
        ends = bands.get(name, (float("nan"),) * 2)
        return band(*(main_figure(name, end, signed=name in by_cause.SIGNED) for end in ends))

    reclaims, way = _reclaims(found), AWARDS[found.details.months.settings.package]
    return (
        (
            f"{figure('balance')} mld{NBSP}euro",
            (
                f"effect van de regels voor huishoudens op het saldo van de overheid in {year}, per jaar; band "
                f"{said('balance')} ({prices(year)})"
            ),
        ),
        (
            f"{figure('gainers_share')}% wint, {figure('losers_share')}% verliest",
            (
                f"meer dan {half}% koopkracht in {year}; band {said('gainers_share')}% en {said('losers_share')}% van "
                "de huishoudens"
            ),
        ),
        (
            f"{figure('median_change_lowest')}%",
            f"koopkracht in {year} in het midden van de laagste 20% inkomens; band {said('median_change_lowest')}%",
        ),
        (
            f"{figure('poor_persons')} duizend",
            (
                f"arme mensen in {year} (band {said('poor_persons')}), onder wie {figure('poor_children')} duizend "
                f"kinderen (band {said('poor_children')})"
            ),
        ),
        (
            f"{reclaims[0]} → {reclaims[1]} miljoen",
            f"terugvorderingen van toeslagen per jaar, nu en met pakket ({way})",
        ),
    )


def headline_answer(found: HouseholdsRun) -> str:
    """The plain answer to the question who notices."""
    gain, loss = _gain_and_loss(found)
    same = 1.0 - gain - loss
    return (
        f"Het model rekent met {count(found.result.rows)} gemaakte huishoudens. In {found.year} gaat {share(gain)}% "
        f"van de huishoudens er meer dan een half procent op vooruit en {share(loss)}% achteruit. Voor de andere "
        f"{share(same)}% verandert er weinig of niets."
    )


def headline_sentence(found: HouseholdsRun) -> str:
    """One sentence for the summary."""
    gain, loss = _gain_and_loss(found)
    return (
        f"Door nieuwe regels voor inkomen en toeslagen gaat in {found.year} {share(gain)}% van de huishoudens er meer "
        f"dan een half procent op vooruit en {share(loss)}% achteruit."
    )


def _gain_and_loss(found: HouseholdsRun) -> tuple[float, float]:
    total = found.tables.group("totaal")
    return float(total.gain[0, laid_out.HALF]), float(total.loss[0, laid_out.HALF])


def _reclaims(found: HouseholdsRun) -> tuple[str, str]:
    """Reclaims a year, millions, by today's rules and by the package."""
    months = found.details.months
    rows = {row.variant: row.reclaims / 1e6 for row in scheme_rows(months) if row.scheme == ALL}
    return number(rows["today"]), number(rows[months.settings.package])


def _quoted(title: str) -> str:
    return f"‘{title}’"


def _shown(*charts: Chart | None) -> tuple[Chart, ...]:
    return tuple(chart for chart in charts if chart is not None)


def _purchasing_power(found: HouseholdsRun) -> Part:
    tables, year = found.tables, found.year
    total = tables.group("totaal")
    same = 1.0 - float(total.gain[0, 0] + total.loss[0, 0])
    left = float(total.left_out[0])
    words = [
        (
            "Koopkracht is hier wat een huishouden te besteden heeft: na belasting, premies, de zorgpremie en de "
            "kosten van kinderopvang, met toeslagen en kinderbijslag. De verandering is met pakket min zonder pakket, "
            "als percentage van zonder pakket. Groepen zijn gemaakt naar de situatie zonder pakket."
        ),
        (
            f"Voor {share(same)}% van de huishoudens verandert er niets. Is dat meer dan de helft, dan is het midden "
            "0,0%, ook als een deel veel wint of verliest."
        ),
    ]
    if left > 0.0:
        words.append(
            f"{thousands(left)} duizend huishoudens hebben zonder pakket een inkomen van nul of lager. Voor hen "
            "bestaat geen percentage; zij tellen alleen mee in de euro's."
        )
    return Part(
        id="koopkracht",
        title="Koopkracht",
        words=tuple(words),
        charts=_shown(drawn.spread(tables, "kwintiel", year), drawn.spread(tables, "bron", year), drawn.cloud(found)),
        tables=(laid_out.purchasing_power(tables, year),),
    )


def _winners(found: HouseholdsRun) -> Part:
    chart = drawn.winners_chart(found.tables, found.year)
    return Part(
        id="winnaars",
        title="Winnaars en verliezers",
        words=("Een kleine verandering merkt bijna niemand. Daarom staat hier ook wie meer wint of verliest.",),
        charts=_shown(chart),
        tables=() if chart else (laid_out.winners(found.tables, found.year),),
        folded=(laid_out.winners_by_group(found.tables, found.year),),
    )


def _schemes(context: Context, found: HouseholdsRun) -> Part:
    line = model_settings().line
    amounts = [row for row in context.run.bookings if row.line == line and row.document == "saldo"]
    known = [row.amount_bn for row in amounts if row.amount_bn is not None]
    levels = sorted({row.price_level for row in amounts})
    answer = next((claim.explanation for claim in found.claims if claim.line == line), "")
    document = sum(known) if known else None
    level = f"prijzen van {' en '.join(str(one) for one in levels)}" if levels else ""
    return Part(
        id="regelingen",
        title="Wat het kost, per regeling",
        words=(
            (
                "Uitkeringen en toeslagen zijn wat de overheid betaalt; belasting en premies zijn wat zij ontvangt. "
                "De bijstand staat er bruto; de belasting daarover zit in de inkomensheffing."
            ),
            *((answer,) if answer else ()),
        ),
        charts=_shown(drawn.schemes_chart(found)),
        tables=(laid_out.schemes(found), laid_out.document_line(found, line, document, level)),
    )


def _poverty(found: HouseholdsRun) -> Part:
    return Part(
        id="armoede",
        title="Armoede en ongelijkheid",
        words=(
            (
                "Onder de armoedegrens valt wie te weinig heeft voor het noodzakelijke, de eigen huur of "
                "hypotheekrente meegerekend, en ook geen vermogen heeft om op terug te vallen. De lage-inkomensgrens "
                "kijkt alleen naar het inkomen. Beide grenzen gaan mee met de prijzen. Studenten tellen niet als arm."
            ),
        ),
        tables=(laid_out.poverty(found.tables, found.year), laid_out.inequality(found.tables, found.year)),
        folded=(laid_out.deciles(found.tables, found.year),),
    )


def _pressure(context: Context, found: HouseholdsRun) -> Part:
    figure = context.run.facts.values.get(_HIGH)
    high = "de hoge grens" if figure is None else f"{share(figure.value)}%"
    return Part(
        id="druk",
        title="Wat houdt iemand over van extra loon?",
        words=(
            (
                "De marginale druk is het deel van een klein beetje extra loon dat een huishouden niet overhoudt, door "
                "belasting, premies, en lagere toeslagen en bijstand."
            ),
        ),
        tables=(laid_out.pressure(found.details.pressure, found.year, high),),
    )


def _take_up(found: HouseholdsRun) -> Part:
    return Part(
        id="niet-gebruik",
        title="Niet-gebruik",
        words=(
            (
                "Niet iedereen vraagt aan waar recht op is. Het model gaat uit van gepubliceerde percentages. Gaat een "
                "toeslag op in een andere regeling, dan is er geen recht meer op die toeslag, en staat er 0,0."
            ),
        ),
        tables=(laid_out.take_up(found.tables, found.year),),
    )


def _points(found: HouseholdsRun) -> Part:
    points = found.details.points
    return Part(
        id="punten",
        title="Welk punt van blok 3 doet wat?",
        words=(
            "Alleen: wat het punt doet als er verder niets verandert. Laatste eruit: wat er verdwijnt als alleen dit "
            "punt uit het pakket gaat. Verdeeld (Shapley): het gemiddelde over alle volgordes; dat telt op tot het "
            "hele pakket. " + by_cause.runs_words(points),
            *by_cause.still_words(points),
        ),
        charts=_shown(by_cause.points_chart(points)),
        tables=(by_cause.points_table(points),),
        folded=by_cause.points_by_way(points),
    )


def _intervals(found: HouseholdsRun) -> Part:
    samples = [i for i in found.intervals if i.cause == "steekproef"]
    words = [
        (
            "Elke kolom laat zien hoe ver de uitkomst beweegt door één oorzaak. De marges zijn niet opgeteld. De "
            "steekproef is een marge van 95%. Bij niet-gebruik is gerekend met minder, meer en geen niet-gebruik. "
            "Fouten in de cijfers onder de gemaakte bevolking zitten er niet in."
        )
    ]
    if samples and all(np.isnan(i.low) for i in samples):
        words.append("De marge van de steekproef is niet te geven: daarvoor zijn er te weinig huishoudens gemaakt.")
    return Part(
        id="zekerheid",
        title="Hoe zeker is dit?",
        words=tuple(words),
        tables=(by_cause.intervals_table(found.intervals, found.year),),
    )


def _labour(found: HouseholdsRun) -> Part:
    response = found.details.labour
    assert response is not None
    return Part(
        id="arbeidsaanbod",
        title="Optie: werken mensen meer of minder?",
        words=(
            (
                "Dit is een optie, geen deel van de andere cijfers. Gerekend is met hoe groepen volgens onderzoek "
                "reageren als werken meer of minder oplevert; een deel van die cijfers is een aanname. Wie nu niet "
                f"werkt, telt niet mee; {thousands(response.not_counted)} duizend werkenden ook niet, omdat werken hun "
                "nu niets oplevert."
            ),
        ),
        tables=(by_cause.labour_table(response, found.year),),
    )


def _beside(context: Context, found: HouseholdsRun) -> Part:
    figure = context.run.facts.values.get(_WIA_MEAN)
    level = f"prijzen van {figure.year}" if figure and figure.year else "prijspeil niet bekend"
    return Part(
        id="keuring-en-schulden",
        title="Wachten op een keuring, en schulden",
        words=(
            (
                "Dit komt niet uit de gemaakte bevolking, maar uit losse cijfers over de laatste jaren. Het is het "
                "meeste dat het pakket kan doen: niemand weet hoeveel mensen de lichte toets niet halen. Wat er met de "
                "andere schulden gebeurt, is niet berekend."
            ),
        ),
        tables=(laid_out.beside(found.details.beside, level),),
    )


def _limits(found: HouseholdsRun) -> Part:
    result = found.result
    words = [*LIMITS, *result.notes]
    if result.waiting:
        names = "; ".join(result.waiting)
        words.append(
            f"Deze knoppen van het pakket veranderen nog niets, omdat geen regel van de wet ze leest: {names}."
        )
    return Part(id="grenzen", title="Wat er niet in zit", words=tuple(words))
