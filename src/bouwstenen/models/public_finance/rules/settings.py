"""Settings of the budget rules: the defaults of `settings.yaml` with the options of a package over them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml

if TYPE_CHECKING:
    from bouwstenen.levers import Overlay

Frame = Literal["investment", "social", "administration"]
FRAMES: tuple[Frame, ...] = ("investment", "social", "administration")
_PREFIX = "public_finance."
_CHOICES = {"windfall_trigger": ("all_years", "average"), "windfall_base": ("revision", "room", "min")}


class FrameMapping(StrictModel):
    """The frame of existing spending, and the other one that it could go in."""

    central: Frame
    alternative: Frame


class RuleFile(StrictModel):
    """`settings.yaml`: defaults of the rules, and which spending they are about."""

    first_year: int
    escape_clause_first_year: int
    defaults: dict[str, int | float | bool | str]
    incidental_instruments: list[str]
    model_frames: dict[str, Frame]
    baseline_frames: dict[str, FrameMapping]


@dataclass(frozen=True)
class RuleSettings:
    """Settings in force for a run. `named` lists the settings that the package itself gives.

    Percentages are % of GDP; years are calendar years; the fields carry the names of the catalogue.
    """

    expenditure_frames: bool
    golden_rule: bool
    windfall_threshold_pct_gdp: float
    windfall_share_investment: float
    windfall_trigger: str
    windfall_base: str
    escape_clause: bool
    escape_clause_base_pct_gdp: float
    escape_clause_max_pct_gdp: float
    escape_clause_last_year: int
    nii_outside_government: bool
    structural_balance_year: int
    social_growth_cap_year: int
    benefits_channel: bool
    accrual_accounting: bool
    eu_test: bool
    named: frozenset[str]

    @property
    def nii_choice(self) -> bool | None:
        """Where the package puts the investment institution; None when it says nothing."""
        return self.nii_outside_government if "nii_outside_government" in self.named else None

    def in_force(self, prefix: str) -> bool:
        """True when the package names a setting of the rule, and has not switched it off."""
        return any(name.startswith(prefix) and getattr(self, name) is not False for name in self.named)


@cache
def rule_file() -> RuleFile:
    """The shipped settings file."""
    return validate(RuleFile, load_yaml(Path(__file__).parent / "settings.yaml"))


def rule_settings(overlay: Overlay) -> RuleSettings:
    """Settings for an overlay.

    Raises:
        InputError: a path of this model that does not exist, or a value of the wrong kind.
    """
    defaults = rule_file().defaults
    values: dict[str, object] = {}
    for path, value in overlay.rule_settings(defaults).items():
        if not path.startswith(_PREFIX):
            continue
        where = Where("", 0, path)
        if path not in defaults:
            mend = "Kies een instelling uit de catalogus."
            raise InputError("deze regel bestaat niet.", mend=mend, where=where, nearest=nearest_key(path, defaults))
        name = path.removeprefix(_PREFIX)
        values[name] = _checked(name, value, defaults[path], where)
    named = frozenset(o.path.removeprefix(_PREFIX) for o in overlay.rules if o.path.startswith(_PREFIX))
    return RuleSettings(**values, named=named)  # pyright: ignore[reportArgumentType]


def _checked(name: str, value: object, default: object, where: Where) -> object:
    """The value in the type of its default."""
    if isinstance(default, bool):
        if not isinstance(value, bool):
            problem = f"de waarde {shown(value)} is geen true of false."
            raise InputError(problem, mend="Schrijf true of false.", where=where)
        return value
    if isinstance(default, str):
        if value not in _CHOICES[name]:
            problem = f"de waarde {shown(value)} kan hier niet."
            raise InputError(problem, mend=f"Kies uit: {', '.join(_CHOICES[name])}.", where=where)
        return value
    if isinstance(value, (bool, str)) or not isinstance(value, (int, float)):
        raise InputError(f"de waarde {shown(value)} is geen getal.", mend="Schrijf een getal.", where=where)
    if isinstance(default, int) and int(value) != value:
        raise InputError(f"de waarde {shown(value)} is geen jaar.", mend="Schrijf een heel jaartal.", where=where)
    return int(value) if isinstance(default, int) else float(value)
