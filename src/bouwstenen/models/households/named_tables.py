"""Named tables of a run: what sections need beside rows, as frames of codes, numbers and titles of figures."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import polars as pl

from bouwstenen.core.texts import read_texts
from bouwstenen.models.households.complexity_file import KINDS, complexity_file
from bouwstenen.models.households.describe import GROUPINGS, HOUSEHOLD_TYPES
from bouwstenen.models.households.texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.models.households.complexity import HouseholdComplexity, SchemeComplexity
    from bouwstenen.models.households.complexity_change import Complexity
    from bouwstenen.models.households.details import Details
    from bouwstenen.models.households.months.fit import SensitivityRow
    from bouwstenen.models.households.run import HouseholdsRun
    from bouwstenen.population.targets import TargetResult

SIDES: Final = ("baseline", "package")
COUNTS: Final = ("schemes", "desks", "forms_start", "forms_per_year", "payment_dates")
"""What a household meets, beside concepts by kind."""
MOST: Final = 3
"""From this number on households are taken together."""
_MILLION = 1e6


def named_tables(run: HouseholdsRun | None) -> dict[str, pl.DataFrame]:
    """All of them by name; those of details only when details were computed."""
    if run is None:
        return {}
    cloud = run.tables.cloud
    sources = GROUPINGS["income_source"].groups
    found = {
        "about": pl.DataFrame([_about(run)]),
        "remarks": _remarks(run),
        "cloud": pl.DataFrame(
            {"gross": cloud.gross, "change": cloud.change, "source": [sources[c] for c in cloud.source.tolist()]},
            schema={"gross": pl.Float64, "change": pl.Float64, "source": pl.String},
        ),
        "merged": _merged(run.details),
    }
    return found if run.details is None else found | _detail_tables(run.details)


def _about(run: HouseholdsRun) -> dict[str, Any]:
    """What a run was made of: sizes, thresholds and what the package chose; zero or empty where there is none."""
    details = run.details
    months = None if details is None else details.months
    weights = run.result.columns["gewicht"].astype(np.float64)
    return {
        "year": run.year,
        "rows": run.result.rows,
        "households": float(weights.sum()),
        "parts": run.parts,
        "detail_rows": run.detail_rows,
        "own_year": 0 if run.own is None else run.own.year,
        "pressure_high": run.limits[0],
        "pressure_full": run.limits[1],
        "award": "" if months is None else months.settings.package,
        "back_payments_ignored": months is not None and months.settings.back_payments_ignored,
        "large_reclaim": 0.0 if months is None else months.summary.facts.large_reclaim,
        "change_small": 0.0 if months is None else months.summary.facts.change_small,
        "change_large": 0.0 if months is None else months.summary.facts.change_large,
        "wia_price_level": 0 if details is None else details.beside.price_level or 0,
        "tariff": 0.0 if details is None or details.tariff is None else details.tariff.value,
        "tariff_price_level": 0 if details is None or details.tariff is None else details.tariff.price_level or 0,
    }


def _remarks(run: HouseholdsRun) -> pl.DataFrame:
    """Measure (empty: of the run itself), path, code and Dutch text."""
    say = read_texts(TEXTS)
    year = 0 if run.own is None else run.own.year
    rows = [
        {**asdict(one), "text": say[f"households.remark.{one.code}"].format(path=one.path, year=run.year, own=year)}
        for one in run.remarks
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(("measure", "path", "code", "text"), pl.String))


def _merged(details: Details | None) -> pl.DataFrame:
    """Schemes that the package joins: the part and the scheme that takes its place."""
    parts = {} if details is None else details.complexity.laws[1].parts
    rows = [{"scheme": part, "into": into} for into, names in parts.items() for part in names]
    return pl.DataFrame(rows, schema={"scheme": pl.String, "into": pl.String})


def _detail_tables(details: Details) -> dict[str, pl.DataFrame]:
    months = details.months.summary
    schemes = [
        {**asdict(row), "mean_reclaim": row.mean_reclaim, "mean_payment": row.mean_payment} for row in months.schemes
    ]
    kinds = [{**asdict(row), "kind": HOUSEHOLD_TYPES.get(row.kind, "unknown")} for row in months.kinds]
    lost = details.chains.lost
    found = {
        "awards": pl.DataFrame(schemes),
        "award_households": pl.DataFrame([asdict(row) for row in months.households]),
        "award_kinds": pl.DataFrame(kinds),
        "chains": pl.DataFrame({"scheme": list(lost), "lost_m_eur": [value / _MILLION for value in lost.values()]}),
        "months_fit": pl.DataFrame(_fit(details)),
        "population": pl.DataFrame([_target(one) for one in details.targets]),
        **_complexity_tables(details.complexity),
    }
    if details.sensitivity:
        found["months_sensitivity"] = pl.DataFrame([_sensitive(row, details) for row in details.sensitivity])
    return found


def _fit(details: Details) -> list[dict[str, Any]]:
    """Published outcomes of the year in months beside those of the base year; shares of 1."""
    rows: list[dict[str, Any]] = []
    for one in details.published:
        note = details.notes[f"target_{one.name}"]
        title = note.title.removeprefix("i: ").removeprefix("t: ")
        row = {"name": one.name, "title": title, "published": one.published, "found": one.found}
        rows.append({**row, "fitted": one.fitted, "source": note.source, "doubtful": note.doubtful})
    return rows


def _sensitive(row: SensitivityRow, details: Details) -> dict[str, Any]:
    note = details.notes.get(row.parameter)
    return {**asdict(row), "title": "" if note is None else note.title}


def _target(found: TargetResult) -> dict[str, Any]:
    target = found.target
    return {
        "name": target.name,
        "title": target.title,
        "unit": target.unit,
        "published": target.value,
        "achieved": found.achieved,
        "deviation": found.deviation,
        "tolerance": target.tolerance,
        "close": abs(found.deviation) <= target.tolerance,
        "role": target.role,
        "year": target.year,
        "confidence": target.confidence,
        "source": target.source,
        "cause": target.cause,
    }


def _complexity_tables(found: Complexity) -> dict[str, pl.DataFrame]:
    return {
        "complexity_numbers": pl.DataFrame(_numbers(found)),
        "complexity_concepts": pl.DataFrame(_concepts(found)),
        "complexity_schemes": pl.DataFrame(_schemes(found), infer_schema_length=None),
        "burden": _burden(found),
    }


def met(side: HouseholdComplexity) -> dict[str, NDArray[np.float64] | NDArray[np.int64]]:
    """What each household meets, by count and by kind of concept."""
    return {**{name: getattr(side, name) for name in COUNTS}, **{kind: side.concepts[kind] for kind in KINDS}}


def _numbers(found: Complexity) -> list[dict[str, Any]]:
    """Share of households (0 to 1) with none, one, two, and more; parts of a payment date are rounded up."""
    rows: list[dict[str, Any]] = []
    for side, counts in zip(SIDES, found.households, strict=True):
        for name, values in met(counts).items():
            whole = np.minimum(np.ceil(values), MOST)
            rows += [{"side": side, "met": name, "number": n, "share": found.mean(whole == n)} for n in range(MOST + 1)]
    return rows


def _concepts(found: Complexity) -> list[dict[str, Any]]:
    """Every concept with the number of schemes that test it."""
    rows: list[dict[str, Any]] = []
    for kind, known in complexity_file().concepts.items():
        for name, concept in known.items():
            uses = [sum(name in s.concepts[kind] for s in law.schemes.values()) for law in found.laws]
            rows.append(
                {"kind": kind, "concept": name, "title": concept.title, "baseline": uses[0], "package": uses[1]}
            )
    return rows


def _schemes(found: Complexity) -> list[dict[str, Any]]:
    """Every scheme of either side: what it asks of people, and what it is made of in the law; null where it is not."""
    desks = complexity_file().desks
    both = {**found.laws[0].schemes, **found.laws[1].schemes}
    rows: list[dict[str, Any]] = []
    for name, scheme in both.items():
        row: dict[str, Any] = {
            "scheme": name,
            "title": scheme.title,
            "desk": desks[scheme.desk].title,
            "forms_start": scheme.forms_start,
            "forms_per_year": scheme.forms_per_year,
            "payments_per_year": scheme.paid.times,
            "payment_day": scheme.paid.day,
        }
        for side, law in zip(SIDES, found.laws, strict=True):
            row |= {f"{key}_{side}": value for key, value in _sizes(law.schemes.get(name)).items()}
        rows.append(row)
    return rows


def _sizes(scheme: SchemeComplexity | None) -> dict[str, int | None]:
    names = ("rules", "parameters", "own_rules", "own_parameters")
    if scheme is None:
        return dict.fromkeys((*names, "own_inputs", "tested", *(f"tested_{kind}" for kind in KINDS)))
    tested = {f"tested_{kind}": len(scheme.concepts[kind]) for kind in KINDS}
    sizes = {name: int(getattr(scheme, name)) for name in names}
    return {**sizes, "own_inputs": len(scheme.own_inputs), "tested": sum(tested.values()), **tested}


def _burden(found: Complexity) -> pl.DataFrame:
    """Schemes with forms: whether their minutes are known; and the hours and euros of those that are, millions."""
    rows: list[dict[str, Any]] = []
    both: Mapping[str, SchemeComplexity] = {**found.laws[0].schemes, **found.laws[1].schemes}
    for side, burden in zip(SIDES, found.burdens, strict=True):
        hours = float(found.weight @ burden.hours) / _MILLION
        euros = None if burden.euros is None else float(found.weight @ burden.euros) / _MILLION
        for known, names in ((True, burden.computed), (False, burden.not_computed)):
            rows += [
                {"side": side, "scheme": n, "title": both[n].title, "known": known, "m_hours": hours, "m_eur": euros}
                for n in names
            ]
    text, number = pl.String, pl.Float64
    schema = {"side": text, "scheme": text, "title": text, "known": pl.Boolean, "m_hours": number, "m_eur": number}
    return pl.DataFrame(rows, schema=schema)
