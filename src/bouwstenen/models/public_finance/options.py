"""Choices of a run that are not in the package: each is one of the document's ambiguities or a bureau's convention."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from bouwstenen.core.errors import InputError, Where, nearest_key, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

PmLevel = Literal["none", "low", "central", "high"]
PM_LEVELS: tuple[PmLevel, ...] = ("none", "low", "central", "high")


@dataclass(frozen=True)
class Options:
    """Options of the public-finance model. The defaults are what the doorrekening uses.

    baseline: `current_policy` (forecast, then policy held and ageing added) or `spb_held` (the structural primary
        balance of the last observed year held from then on, without ageing: the technical run of the EU rules).
    indexation: index amounts from their price level with the GDP deflator, or take them as nominal.
    interest_rate: `market` (short and long rates of the facts, with roll-over) or `document` (its fixed rate).
    interest_base: charge interest on all extra debt, or, as the document does, only on the money of its column
        'ten laste van schuld' and without interest on interest (`debt_column`).
    interest_in_lines: the document's line 10 already holds the interest on its own loans. `replace` leaves that part
        out, as the model computes interest itself; `add` counts both.
    pm: which value of the PM entries counts in the ledgers. Totals for all values are always given.
    temporary_as_structural: CPB's convention: spending that is not incidental by nature goes on after its last year.
    feedback: `none` is ex ante; `ec_2025` and `ec_2024` are the multipliers of the Commission's guidance.
    feedback_persistence: effect on demand over three years (1, 2/3, 1/3), or the Commission's recursion.
    benefits: compute the benefits channel too; the gross ledgers never contain it.
    benefits_elasticity: which elasticity of GDP to public capital.
    crowding_out: reduce the benefits by the private investment that is displaced.
    ceiling_mapping: which expenditure ceiling counts for entries that the document puts in two.
    windfall_revision: revision of the forecast balance since the previous forecast, % GDP (positive is better).
    windfall_netting: net setbacks in some years with windfalls in others.
    nii_leverage: debt of the investment institution per euro of equity (the document gives none).
    """

    baseline: Literal["current_policy", "spb_held"] = "current_policy"
    indexation: Literal["deflator", "none"] = "deflator"
    interest_rate: Literal["market", "document"] = "market"
    interest_base: Literal["all_debt", "debt_column"] = "all_debt"
    interest_in_lines: Literal["replace", "add"] = "replace"
    pm: PmLevel = "none"
    temporary_as_structural: bool = False
    feedback: Literal["none", "ec_2025", "ec_2024"] = "none"
    feedback_persistence: Literal["three_years", "ec"] = "three_years"
    benefits: bool = False
    benefits_elasticity: Literal["low", "published", "high"] = "published"
    crowding_out: bool = True
    ceiling_mapping: Literal["central", "alternative"] = "central"
    windfall_revision: float = 0.0
    windfall_netting: bool = True
    nii_leverage: float = 0.0


def model_options(values: Mapping[str, Any]) -> Options:
    """Make options of plain values; names left out keep their default.

    Raises:
        InputError: a value is not one of the choices; names the choices and the nearest.
    """
    hints = get_type_hints(Options)
    names = {f.name for f in fields(Options)}
    for name, value in values.items():
        where = Where("opties", 0, name)
        if name not in names:
            raise InputError("deze keuze bestaat niet.", where=where, nearest=nearest_key(name, names))
        choices = get_args(hints[name]) if get_origin(hints[name]) is Literal else ()
        if choices and value not in choices:
            mend = f"Kies uit: {', '.join(choices)}."
            near = nearest_key(str(value), choices)
            raise InputError(f"de waarde {shown(value)} kan hier niet.", mend=mend, where=where, nearest=near)
    return Options(**values)
