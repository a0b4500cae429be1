"""What care costs, how far its growth is from that of the economy, and who pays for what the package changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.core.numbers import dutch
from bouwstenen.models.care.sections.look import GDP_PATHS, VARIANTS, Look, shown, year_table
from bouwstenen.views import Part, Table, numbers, row, text
from bouwstenen.views.charts import Limit, Line, line_chart

if TYPE_CHECKING:
    from bouwstenen.views import TableRow

_STYLES = ("base", "document", "work", "esa", "pm", "retired", "better")
_FORMS = ("growth", "level")
_ROUTE = (
    "net_zvw", "premium", "levy", "care_allowance", "net_wlz", "net_wmo", "prevention_spending", "balance_effect",
)  # fmt: skip


def picture_part(look: Look) -> Part:
    """Care as a share of GDP by variant, with the share that the level target holds."""
    paths = {
        code: look.path("spending_share", scenario=code, dimension="gdp_path", group="ageing_report")
        for code in VARIANTS
    }
    start = look.about["policy_year"]
    main = look.about["variant"]
    held = look.value("spending_share", start, "baseline", scenario=main, dimension="gdp_path", group="ageing_report")
    years = look.years("spending", scenario=main)
    table = year_table(
        "Zorgkader als deel van het bbp, met het pakket", "% bbp, groei van het bbp volgens de jaargang", "pad", years,
        [(look.variant(code), [paths[code][y].package for y in years], 1) for code in VARIANTS],
    )  # fmt: skip
    lines = [
        Line(look.variant(code), style, {y: v.package for y, v in paths[code].items() if v.package is not None})
        for code, style in zip(VARIANTS, _STYLES, strict=True)
    ]
    limits = [] if held is None else [Limit(f"deel van {start}", held)]
    chart = line_chart(
        key="care_share", title="Zorg als deel van het bbp", unit="% bbp",
        description="Elk pad is een aanname over groei buiten de leeftijd; ze zijn niet gemiddeld.",
        table=table, lines=lines, limits=limits,
    )  # fmt: skip
    return Part(
        key="spending",
        title="Wat kost de zorg?",
        words=(
            "Zvw, Wlz en beschermd wonen samen. De Wmo van gemeenten staat eronder apart.",
            "Deze ramingen gaan niet naar de begroting: daar zit de groei door vergrijzing al in.",
        ),
        charts=() if chart is None else (chart,),
        tables=(_spending(look, years), _schemes(look, main, years), _paths(look)),
        folded=(_growth(look), _definitions(look, years)),
    )


def _spending(look: Look, years: list[int]) -> Table:
    lines = []
    for code in VARIANTS:
        path = look.path("spending", scenario=code)
        lines.append((f"{look.variant(code)}, zonder pakket", [path[y].baseline for y in years], 1))
        if look.moved("spending", scenario=code):
            lines.append((f"{look.variant(code)}, met pakket", [path[y].package for y in years], 1))
    return year_table("Zorgkader: Zvw, Wlz en beschermd wonen", f"mld euro, {look.prices}", "pad", years, lines)


def _schemes(look: Look, main: str, years: list[int]) -> Table:
    lines = []
    for scheme in ("zvw", "wlz", "wmo_housing", "wmo"):
        path = look.path("spending", scenario=main, dimension="care_scheme", group=scheme)
        lines.append((look.say.group("care_scheme", scheme), [path[y].package for y in years], 1))
    return year_table(
        f"Naar wet, met pakket, op het pad '{look.variant(main)}'", f"mld euro, {look.prices}", "wet", years, lines
    )


def _paths(look: Look) -> Table:
    """The three paths by name; the ministry's has its own prices."""
    main = look.about["variant"]
    ministry = {s: look.path("ministry_path", dimension="care_scheme", group=s) for s in ("zvw", "wlz")}
    both = {y: (ministry["zvw"][y].baseline or 0) + (ministry["wlz"][y].baseline or 0) for y in ministry["zvw"]}
    years = sorted({*both, 2025, 2027, 2030, 2040} - {2022, 2023, 2024})
    ours = {side: [look.value("spending", y, side, scenario=main) for y in years] for side in ("baseline", "package")}
    trend = [look.value("spending", y, "baseline", scenario="demography") for y in years]
    unit = f"mld euro; trend en pakket in {look.prices}, ministerie zoals gepubliceerd"
    return year_table(
        "Drie paden naast elkaar", unit, "pad", years,
        [
            ("demografische trend: bevolking alleen", trend, 1),
            (f"trend zonder pakket: {look.variant(main)}", ours["baseline"], 1),
            ("huidig beleid: Zvw en Wlz, Miljoenennota 2023, met groeiruimte", [both.get(y) for y in years], 1),
            ("pakket", ours["package"], 1),
        ],
    )  # fmt: skip


def _growth(look: Look) -> Table:
    years = [2026, 2027, 2030, 2035, 2038, 2040, 2045, 2050, 2060]
    lines = []
    for code in VARIANTS:
        path = look.path("growth", scenario=code)
        lines.append((look.variant(code), [path[y].package if y in path else None for y in years], 2))
    for path_name in GDP_PATHS:
        path = look.path("gdp_growth", dimension="gdp_path", group=path_name)
        label = look.say.group("gdp_path", path_name)
        lines.append((label, [path[y].package if y in path else None for y in years], 2))
    return year_table("Groei per jaar, met pakket", "% per jaar, na aftrek van inflatie", "pad", years, lines)


def _definitions(look: Look, years: list[int]) -> Table:
    lines = []
    for group in ("budget", "sha", "wide"):
        path = look.path("by_definition", dimension="definition", group=group)
        lines.append((look.say.group("definition", group), [path[y].package for y in years], 1))
    return year_table(
        "Drie afbakeningen: alleen de hoogte verschilt", f"mld euro, {look.prices}", "wat telt mee", years, lines
    )


def target_part(look: Look) -> Part:
    """The target in both readings on every variant and both GDP paths."""
    target = look.about["target_year"]
    rows = [_target_row(look, code, path, target) for code in VARIANTS for path in GDP_PATHS]
    table = Table(
        caption=f"Hoe ver van zorg die in {target} niet harder groeit dan het bbp?",
        unit=f"mld euro in {look.prices}; som over {look.about['policy_year'] + 1}-{target}",
        columns=(
            text("pad"), text("raming van het bbp"),
            *numbers(f"groei: gat {target}", "groei: som", f"niveau: gat {target}", "niveau: som"),
            *numbers("groei te hoog, procentpunt"),
            text("eerste jaar gehaald"),
        ),
        rows=tuple(rows),
    )  # fmt: skip
    own = _own(look)
    return Part(
        key="target",
        title="Zorg niet sneller dan de economie",
        words=(
            (
                "Twee lezingen. Groei: in het doeljaar groeit de zorg niet sneller dan het bbp, wat er ook bij kwam. "
                "Niveau: de zorg houdt het deel van het bbp dat zij bij de start heeft."
            ),
            "Het gat is een opgave en geen besparing: er telt niets van mee in de begroting.",
        ),
        tables=(*((own,) if own else ()), table),
    )


def _target_row(look: Look, code: str, path: str, target: int) -> TableRow:
    scenario = f"{code}.{path}"
    values: list[float | None] = []
    for form in _FORMS:
        values.append(look.value("target_gap", target, scenario=scenario, dimension="care_target", group=form))
        values.append(look.value("target_gap_sum", target, scenario=scenario, dimension="care_target", group=form))
    points = look.value("target_points", target, scenario=scenario)
    first = look.value("target_first_year", target, scenario=scenario)
    return row(
        look.variant(code), look.say.group("gdp_path", path), *(shown(v) for v in values),
        shown(points, 1, signed=True),
        f"na {max(look.path('spending', scenario=code))}" if first is None else str(int(first)),
        values=(None, None, *values, points, None),
    )  # fmt: skip


def _own(look: Look) -> Table | None:
    """What would have to give for the target of the package; each line closes the whole gap alone."""
    year, form = look.about["own_year"], look.about["own_form"]
    if year is None:
        return None
    gaps = [look.value("task", year, scenario=path, dimension="care_target", group=form) for path in GDP_PATHS]
    lines: list[tuple[str, list[float | None], int]] = [(f"gat in {year}, mld euro", gaps, 1)]
    for name, label, digits in (
        ("task_points", "of: groei per jaar lager, procentpunt in dat jaar", 1),
        ("task_productivity", "of: met dezelfde mensen meer doen, procentpunt per jaar", 1),
        ("task_per_adult", "of: eigen betalingen hoger, euro per volwassene per jaar", 0),
        ("task_people", "of: minder mensen nodig in de zorg", 0),
    ):
        lines.append((label, [look.value(name, year, scenario=path) for path in GDP_PATHS], digits))
    words = look.say(f"care.form.{form}")
    return Table(
        caption=f"De opgave van het pakket ({words}, afbakening {look.about['own_definition']})",
        unit=f"bedragen in {look.prices}; elke regel sluit het gat alleen",
        columns=(text("wat moet er gebeuren"), *numbers(*(look.say.group("gdp_path", p) for p in GDP_PATHS))),
        rows=tuple(row(label, *(shown(v, d) for v in values), values=(None, *values)) for label, values, d in lines),
    )


def payers_part(look: Look) -> Part:
    """Balance and who pays, package minus baseline."""
    years = [year for year in (2027, 2028, 2030, 2035, 2040) if year in look.path("net_zvw")]
    lines = [(look.say(f"indicator.care.{name}"), [look.value(name, y) for y in years], 1) for name in _ROUTE]
    table = year_table("Wat het pakket verandert aan geld voor zorg", f"mln euro, {look.prices}", "post", years, lines)
    adult = [look.value("premium_per_adult", y) for y in years]
    second = year_table(
        "Premie per volwassene", f"euro per jaar, {look.prices}", "post", years, [("nominale premie", adult, 2)]
    )
    none = not look.moved("net_zvw") and not look.moved("net_wlz") and not look.moved("net_wmo")
    said = (
        "Het pakket verandert geen zorguitgaven waarvan het bedrag bekend is."
        if none
        else f"In {look.headline} verandert het saldo van de overheid door de zorg met "
        f"{dutch(look.value('balance_effect', look.headline), 1, signed=True)} mln euro (plus is beter)."
    )
    return Part(
        key="payers",
        title="Saldo, en wie betaalt",
        words=(
            said,
            (
                "Zvw: volwassenen betalen de helft via de premie, werkgevers de andere helft via de heffing. De "
                "zorgtoeslag beweegt mee met de premie. Wlz: de premie blijft gelijk en het Rijk vult aan. Wmo: "
                "gemeenten betalen; hun fonds volgt het bbp en niet de zorg."
            ),
        ),
        tables=(table, second),
    )
