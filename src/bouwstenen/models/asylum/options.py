"""Choices of a run that are not in the package: what nobody knows, as a switch that the report can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Inflow = Literal["low", "central", "high"]
Strength = Literal["none", "central", "full"]


@dataclass(frozen=True)
class Options:
    """Options of the asylum model. The defaults are what the doorrekening uses.

    inflow: applications from 2026 on: lower or upper end of the official forecast, or the mean of five years.
    early_effect: how much of the time won by an early start works as extra years in the Netherlands: none, the
        assumption of the facts, or all of it. Nobody measured it; `none` and `full` are the band.
    empty_places: which part of the cost of a regular place goes on when it stands empty: none, the assumption of the
        facts, or all of it.
    alternative_finance: who pays for alternative housing. `public`: the government pays the investment and gets
        nothing back. `rent`: tenants' rent covers it, as the document says, so that no money is booked.
    """

    inflow: Inflow = "central"
    early_effect: Strength = "central"
    empty_places: Strength = "central"
    alternative_finance: Literal["public", "rent"] = "public"
