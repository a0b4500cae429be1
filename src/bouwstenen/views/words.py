"""Dutch words for codes: titles of indicators, units, groups, statuses and whatever else people read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bouwstenen.core.texts import read_texts

if TYPE_CHECKING:
    from collections.abc import Mapping


_ROOT = Path(__file__).parent.parent
_FILE = "texts/nl.po"


@dataclass(frozen=True)
class Words:
    """Texts by code, of the engine, the models and the package together (the last one wins).

    Codes: `indicator.<indicator>`, `unit.<unit>`, `group.<dimension>.<group>`, `dimension.<dimension>`,
    `block.<key>`, `measure.<id>`, `command.<model>`, and what a section needs beside them, under its model's name.
    Shared ones stand in `texts/nl.po` of the engine: units, ledgers, readings, statuses, payers, questions and so on.
    """

    texts: Mapping[str, str]

    def __call__(self, code: str, **values: object) -> str:
        """The text of a code, with `{name}` filled in from `values`. Raises KeyError when there is none."""
        text = self.texts[code]
        return text.format(**values) if values else text

    def get(self, code: str, default: str = "") -> str:
        """The text of a code, or `default`."""
        return self.texts.get(code, default)

    def group(self, dimension: str, group: str) -> str:
        """Title of a group; its code when it has none."""
        return self.texts.get(f"group.{dimension}.{group}", group)

    def unit(self, unit: str, price_level: int | None = None) -> str:
        """A unit with its price level: `mld euro, prijzen van 2025`; the unit itself when it has no words."""
        words = self.texts.get(f"unit.{unit}", unit)
        return words if price_level is None else f"{words}, prijzen van {price_level}"


def load_words(package_texts: Mapping[str, str] | None = None) -> Words:
    """The words of the engine, of every model and of a package.

    Args:
        package_texts: texts of the package by code; they go before those of the engine.

    Raises:
        ValueError: a file of texts gives a code twice or without words, or two files give a code other words: a fault
            of ours.
    """
    texts: dict[str, str] = {}
    for path in (_ROOT / _FILE, *sorted(_ROOT.glob(f"models/*/{_FILE}"))):
        found = read_texts(path)
        twice = [code for code, words in found.items() if texts.get(code, words) != words]
        if twice:
            msg = f"{path}: code '{twice[0]}' has other words in another file"
            raise ValueError(msg)
        texts.update(found)
    return Words({**texts, **(package_texts or {})})
