"""Loads a vintage of facts: every figure and series with unit, year, price level, source and confidence.

A vintage is a folder in `facts/data`. It may extend an older one and then holds only what differs. A user's
own file replaces values by the same keys: `public_finance.semi_elasticity: 0.5` for a figure and
`public_finance.short_rate: {2025: 2.5}` for years of a series.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.files import file_digest
from bouwstenen.core.provenance import Confidence, Figure, Source
from bouwstenen.core.validation import validate
from bouwstenen.core.yaml_file import YamlFile, load_yaml
from bouwstenen.facts.formats import FiguresFile, SeriesTable, VintageFile, override_value, read_series

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

DATA_FOLDER = Path(__file__).parent / "data"
DEFAULT_VINTAGE = "2025_10"
OWN = "gebruiker"
"""Publisher of a figure that a user lays over the vintage."""
_VINTAGE_FILE = "vintage.yaml"


@dataclass(frozen=True)
class Series:
    """A sourced series over a whole-number index (mostly the year). `None` where the source gives no value."""

    title: str
    unit: str
    index: tuple[int, ...]
    values: tuple[float | None, ...]
    source: Source
    confidence: Confidence
    price_level: int | None = None
    note: str = ""

    def at(self, year: int) -> float | None:
        """The value of a year; None when the source has none."""
        return self.values[self.index.index(year)] if year in self.index else None

    def known(self) -> dict[int, float]:
        """The years that have a value."""
        return {year: value for year, value in zip(self.index, self.values, strict=True) if value is not None}

    def array(self, first: int, last: int) -> np.ndarray:
        """Values of first..last as float64; NaN where the source has none."""
        import numpy as np

        known = self.known()
        return np.array([known.get(year, np.nan) for year in range(first, last + 1)])


@dataclass(frozen=True)
class FactRow:
    """One line of the table of sources: a figure, or a whole series (value None, years in `period`)."""

    key: str
    title: str
    value: float | None
    unit: str
    period: str
    price_level: int | None
    source: Source
    confidence: Confidence
    note: str


@dataclass(frozen=True, eq=False)
class Facts:
    """A loaded vintage. `files` lists (name, SHA-256) of every file read, for the receipt."""

    vintage: str
    title: str
    values: Mapping[str, Figure]
    titles: Mapping[str, str]
    columns: Mapping[str, Series]
    files: tuple[tuple[str, str], ...]

    def figure(self, key: str) -> Figure:
        """The figure with this key. Raises InputError with the nearest key when there is none."""
        if key not in self.values:
            raise _unknown(key, self.values, self.vintage)
        return self.values[key]

    def value(self, key: str) -> float:
        """The value of a figure."""
        return self.figure(key).value

    def series(self, key: str) -> Series:
        """The series with this key. Raises InputError with the nearest key when there is none."""
        if key not in self.columns:
            raise _unknown(key, self.columns, self.vintage)
        return self.columns[key]

    def figures(self) -> list[FactRow]:
        """Everything, by key: the table of sources of a report."""
        rows = [
            FactRow(
                key, self.titles[key], f.value, f.unit, str(f.year or ""), f.price_level, f.source, f.confidence, f.note
            )
            for key, f in self.values.items()
        ]
        rows += [
            FactRow(
                key, s.title, None, s.unit, f"{s.index[0]}-{s.index[-1]}", s.price_level, s.source, s.confidence, s.note
            )
            for key, s in self.columns.items()
        ]
        return sorted(rows, key=lambda row: row.key)


@dataclass
class _Draft:
    """What has been read so far; later files replace earlier ones key by key."""

    values: dict[str, Figure] = field(default_factory=dict[str, Figure])
    titles: dict[str, str] = field(default_factory=dict[str, str])
    columns: dict[str, Series] = field(default_factory=dict[str, Series])
    files: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


def vintages(folder: Path = DATA_FOLDER) -> list[str]:
    """Names of the vintages at hand, oldest first."""
    return sorted(path.parent.name for path in folder.glob(f"*/{_VINTAGE_FILE}"))


def load_facts(
    vintage: str = DEFAULT_VINTAGE, overrides: Path | Sequence[Path] | None = None, *, folder: Path = DATA_FOLDER
) -> Facts:
    """Load a vintage, with a user's own figures over it. The same files give the same object.

    Args:
        vintage: name of a folder in `folder`.
        overrides: YAML files with the same keys, the last one on top; each value is a number, or `{year: number}` for
            a series.
        folder: where the vintages are.

    Raises:
        InputError: unknown vintage or key, or a file that is wrong; names the nearest valid key.
    """
    own = () if overrides is None else (overrides,) if isinstance(overrides, Path) else tuple(overrides)
    return _load(vintage, tuple((path, _stamp(path)) for path in own), folder)


def _stamp(path: Path) -> str:
    """What tells a file of a user from what it was before; a file that cannot be read fails where it is read."""
    try:
        return file_digest(path)
    except OSError:
        return ""


@lru_cache(maxsize=8)
def _load(vintage: str, own: tuple[tuple[Path, str], ...], folder: Path) -> Facts:
    draft = _Draft()
    title = _read_vintage(folder, vintage, draft, ())
    for path, _ in own:
        _apply_overrides(path, draft)
    return Facts(
        vintage,
        title,
        MappingProxyType(draft.values),
        MappingProxyType(draft.titles),
        MappingProxyType(draft.columns),
        tuple(draft.files),
    )


def _read_vintage(folder: Path, vintage: str, draft: _Draft, above: tuple[str, ...]) -> str:
    """Read a vintage after the one that it extends; gives its title."""
    if vintage not in vintages(folder):
        raise InputError(
            f"de editie '{shown(vintage)}' van de feiten bestaat niet.",
            mend=f"Kies uit: {', '.join(vintages(folder))}.",
            where=Where(str(folder)),
            nearest=nearest_key(vintage, vintages(folder)),
        )
    home = folder / vintage
    head = validate(VintageFile, load_yaml(home / _VINTAGE_FILE))
    if head.extends is not None:
        if head.extends in (*above, vintage):
            problem = f"de edities {vintage} en {head.extends} verwijzen naar elkaar."
            raise InputError(problem, mend="Haal een van de twee extends weg.", where=Where(str(home / _VINTAGE_FILE)))
        _read_vintage(folder, head.extends, draft, (*above, vintage))
    for path in sorted(home.iterdir()):
        if path.suffix == ".csv":
            _add_series(read_series(path), draft)
        elif path.suffix == ".yaml" and path.name != _VINTAGE_FILE:
            _add_figures(load_yaml(path), path.stem, draft)
        elif path.name != _VINTAGE_FILE:
            continue
        draft.files.append((f"{vintage}/{path.name}", file_digest(path)))
    return head.title


def _add_figures(source: YamlFile, room: str, draft: _Draft) -> None:
    content = validate(FiguresFile, source)
    for name, entry in content.figures.items():
        if entry.source not in content.sources:
            raise InputError(
                f"de bron '{shown(entry.source)}' staat niet onder sources.",
                mend="Voeg de bron toe of verwijs naar een bestaande.",
                where=source.where(("figures", name, "source")),
                nearest=nearest_key(entry.source, content.sources),
            )
        origin = content.sources[entry.source]
        draft.titles[f"{room}.{name}"] = entry.title
        draft.values[f"{room}.{name}"] = Figure(
            value=entry.value,
            unit=entry.unit,
            source=origin.model_copy(update={"where": entry.where}) if entry.where else origin,
            confidence=entry.confidence,
            year=entry.year,
            price_level=entry.price_level,
            note=entry.note,
        )


def _add_series(table: SeriesTable, draft: _Draft) -> None:
    head = table.header
    for name, column in head.columns.items():
        draft.columns[f"{head.key}.{name}"] = Series(
            title=column.title,
            unit=column.unit,
            index=table.index,
            values=table.values[name],
            source=column.source or head.source,
            confidence=column.confidence or head.confidence,
            price_level=column.price_level,
            note=" ".join(part for part in (column.note, head.note) if part),
        )


def _apply_overrides(path: Path, draft: _Draft) -> None:
    file = load_yaml(path)
    if not isinstance(file.data, dict):
        raise InputError(
            "dit bestand heeft geen sleutels.", mend="Schrijf regels als sleutel: waarde.", where=Where(str(path))
        )
    own = Source(publisher=OWN, document=path.name)
    for key, value in file.data.items():
        if key in draft.values:
            figure = draft.values[key]
            changes = {"value": override_value(file, (key,), value), "source": own, "confidence": "E"}
            draft.values[key] = figure.model_copy(update=changes)
        elif key in draft.columns:
            draft.columns[key] = _own_years(file, key, value, draft.columns[key], own)
        else:
            raise InputError(
                "dit gegeven bestaat niet.",
                mend="Alle sleutels staan in de bronnentabel van het rapport.",
                where=file.where((key,)),
                nearest=nearest_key(str(key), [*draft.values, *draft.columns]),
            )
    draft.files.append((path.name, file_digest(path)))


def _own_years(file: YamlFile, key: str, value: object, series: Series, own: Source) -> Series:
    """The series with the user's values in the years that the file names."""
    if not isinstance(value, dict):
        problem = f"de waarde {shown(value)} past niet: dit is een reeks."
        raise InputError(problem, mend="Schrijf {jaar: getal}.", where=file.where((key,)))
    known = dict(zip(series.index, series.values, strict=True))
    for year, number in value.items():
        if year not in known:
            problem = f"het jaar {shown(year)} zit niet in deze reeks."
            mend = f"Kies een jaar van {series.index[0]} tot en met {series.index[-1]}."
            raise InputError(problem, mend=mend, where=file.where((key, year)))
        known[year] = override_value(file, (key, year), number)
    return replace(series, values=tuple(known.values()), source=own, confidence="E")


def _unknown(key: str, valid: Mapping[str, object], vintage: str) -> InputError:
    return InputError(
        "dit gegeven staat niet in de feiten.",
        mend="Voeg het toe aan een bestand van deze editie.",
        where=Where(f"feiten {vintage}", 0, key),
        nearest=nearest_key(key, valid),
    )
