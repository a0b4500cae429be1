"""From an overlay to the law of a date: parameters after the changes, and the settings of the model in that year."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.law import law_on, parameter_set
from bouwstenen.levers.catalogue import load_catalogue
from bouwstenen.rules.parameters import GROWING, ParameterValue, index_growth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bouwstenen.levers import InputChange, LawChange, Overlay
    from bouwstenen.rules import Parameters, ParameterSet, RuleGraph

ROOM = "households."
"""What the paths of this model's inputs start with."""
INDEX_DATE = "2026-01-01"
"""The social minimum of this date is the one that an index moves (catalogue, `households.social_minimum_index`)."""
_NORM = "bijstand.bijstandsnorm_alleenstaande"
PHASE_OUT_STOPS = "bijstand.afbouw_heffingskorting_in_norm_stopt"
NORM_FACTOR = "bijstand.norm_factor"
_INDICES = {"contractlonen": "contract_wages", "prijzen": "prices"}


@dataclass(frozen=True)
class Settings:
    """Inputs of this model in one year; the defaults are the baseline of `levers/catalogue/households.yaml`.

    Only `social_minimum_index` and `non_take_up_max` (% of those entitled) move yearly incomes; the others belong to
    the year in months and to the count of complexity.
    """

    social_minimum_index: str = "huidige_wet"
    advance_basis: str = "schatting_van_aanvrager"
    award_moment: str = "na_afloop_van_het_jaar"
    back_payments_ignored: bool = False
    non_take_up_max: float = 100.0
    single_payment_date: str = "geen"


@dataclass(frozen=True, eq=False)
class LawOnDate:
    """The law of a date after an overlay.

    settings: of the model in that year. waiting: paths of the overlay that no rule of the law reads yet, so that they
    change nothing. notes: codes of what could not be computed as asked: `advice`, `no_advice`.
    """

    date: str
    graph: RuleGraph
    parameters: Parameters
    settings: Settings
    waiting: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def same_incomes(self, other: LawOnDate) -> bool:
        """Whether both give every household the same yearly income: equal parameters, equal limit on non-take-up."""
        same_law = self.date == other.date and dict(self.parameters.values) == dict(other.parameters.values)
        return same_law and self.settings.non_take_up_max == other.settings.non_take_up_max


def settings_in(overlay: Overlay, year: int) -> Settings:
    """The settings of the model in a year, after the overlay.

    Raises:
        InputError: the overlay names an input that this model does not have, or a value that the lever does not have.
    """
    known = {field.name for field in fields(Settings)}
    values: dict[str, Any] = {}
    for change in overlay.inputs:
        if not change.path.startswith(ROOM):
            continue
        name = change.path.removeprefix(ROOM)
        if name not in known:
            raise InputError(
                f"het pad '{shown(change.path)}' hoort niet bij het huishoudmodel.",
                mend="Alle paden staan in `bouwstenen hefbomen`.",
                nearest=nearest_key(name, known),
            )
        if change.start <= year and (change.until is None or year <= change.until):
            _check_choice(change)
            before = values.get(name, getattr(Settings(), name))
            values[name] = _moved(before, change.value, change.mode)
    return replace(Settings(), **values)


def _check_choice(change: InputChange) -> None:
    """Refuse what is no choice of the lever, in an overlay that was not made from a package."""
    entry = load_catalogue().inputs[change.path]
    choices = {"choice": entry.choices, "boolean": (False, True), "number": ()}[entry.kind]
    if not choices:
        return
    where = Where("", 0, f"{change.measure}.{change.path}")
    if change.mode != "set":
        raise InputError("dit is een keuze, daar is niets bij op te tellen.", mend="Gebruik mode: set.", where=where)
    if change.value not in choices:
        names = [str(choice) for choice in choices]
        problem = f"de waarde {shown(change.value)} is geen keuze."
        nearest = nearest_key(str(change.value), names)
        raise InputError(problem, mend=f"Kies uit: {', '.join(names)}.", where=where, nearest=nearest)


@lru_cache(maxsize=64)
def law_in(overlay: Overlay, date: str, advice: float | None = None) -> LawOnDate:
    """The law of a date with the changes of an overlay that have started by then.

    Changes apply in the order of their dates. An amount that is set or added moves on with the index of its parameter
    after its own date, as a lawful amount does; a share, an age or a yes/no stays.

    Args:
        overlay: the package; `Overlay()` gives the law as it is.
        date: ISO date.
        advice: by what share the Commissie sociaal minimum would raise the bijstand, for the choice
            `voorbeeldbegroting`; without it that choice runs as `netto_minimumloon`, and the notes say so.

    Raises:
        InputError: a path that neither the law nor the catalogue knows, or a value of another kind.
    """
    laws, settings, graph = parameter_set(), settings_in(overlay, int(date[:4])), law_on(date)
    values, waiting = _changed(laws, overlay.law, date)
    waiting = (*waiting, *(path for path in values if not graph.touched_by(path)))
    minimum, notes = _social_minimum(laws, settings, date, advice)
    for path, value in minimum.items():
        if path in laws.paths:
            values[path] = value
        else:
            waiting = (*waiting, path)
    return LawOnDate(date, graph, laws.at(date, values), settings, waiting, notes)


def _changed(
    laws: ParameterSet, changes: Sequence[LawChange], date: str
) -> tuple[dict[str, ParameterValue], tuple[str, ...]]:
    """Values by path after the changes, and the paths that the law does not have yet."""
    values: dict[str, ParameterValue] = {}
    waiting: list[str] = []
    for change in sorted((c for c in changes if c.start <= date), key=lambda c: c.start):
        if change.path not in laws.paths:
            if change.path not in load_catalogue().law:
                laws.by_path(change.path)  # raises with the nearest path
            waiting.append(change.path)
            continue
        parameter = laws.by_path(change.path)
        dated = laws.dated(parameter, date)
        if dated is None:
            raise InputError(f"'{change.path}' heeft op {date} nog geen waarde.", mend="Kies een latere datum.")
        before = values.get(change.path, dated.value)
        growth = 1.0
        if change.mode != "scale" and parameter.index in GROWING:
            growth = index_growth(laws.index_path[parameter.index], change.start, date)
        values[change.path] = _moved(before, _grown(change.value, growth), change.mode)
    return values, tuple(dict.fromkeys(waiting))


def _grown(value: float | bool | tuple[float, ...], growth: float) -> float | bool | tuple[float, ...]:
    """An amount, or every amount of a table, at a later date; a yes/no stays."""
    if isinstance(value, bool):
        return value
    return tuple(item * growth for item in value) if isinstance(value, tuple) else value * growth


def _moved(before: Any, value: Any, mode: str) -> Any:
    """A value after a change; yes/no and words can only be set, a table is moved as a whole."""
    if mode == "set" or isinstance(before, (bool, str)):
        return value
    if isinstance(before, tuple):
        return tuple(_moved(item, value, mode) for item in before)
    return before + value if mode == "add" else before * value


def _social_minimum(
    laws: ParameterSet, settings: Settings, date: str, advice: float | None
) -> tuple[dict[str, ParameterValue], tuple[str, ...]]:
    """Parameters of the law for the chosen index of the social minimum, and what is to be said about it.

    An index replaces the run-down of the tax credit too: the norm of 2026 times its growth, also from the AOW age.
    """
    choice = settings.social_minimum_index
    if choice == "huidige_wet":
        return {}, ()
    if choice == "netto_minimumloon":
        return {PHASE_OUT_STOPS: True}, ()
    if choice in _INDICES:
        wanted = index_growth(laws.index_path[_INDICES[choice]], INDEX_DATE, date)
        return {PHASE_OUT_STOPS: True, NORM_FACTOR: wanted / (norm_on(laws, date) / norm_on(laws, INDEX_DATE))}, ()
    if advice is None:
        return {PHASE_OUT_STOPS: True}, ("no_advice",)
    return {PHASE_OUT_STOPS: True, NORM_FACTOR: 1.0 + advice}, ("advice",)


def norm_on(laws: ParameterSet, date: str) -> float:
    """The norm of the bijstand for a single adult on a date, without the run-down (EUR a month, net)."""
    dated = laws.dated(laws.by_path(_NORM), date)
    assert dated is not None
    assert not isinstance(dated.value, tuple)
    return float(dated.value)
