"""The receipt of a run: hashes of everything that went in and came out, verifiable without a network.

It holds no time and no machine name, so the same run gives the same bytes.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field

from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.files import digest, file_digest
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.version import __version__
from bouwstenen.core.yaml_file import load_yaml

PACKAGE_ROOT = Path(__file__).parent


class HashedFile(StrictModel):
    """A file by name and SHA-256."""

    name: str
    sha256: str


class Receipt(StrictModel):
    """What a run was made from and what it gave.

    package, facts, results: file names with SHA-256; a package file outside the repository is named by its path as
    the user gave it. code: one SHA-256 over all code and shipped data. options: everything that could be chosen.
    """

    version: str
    code: str
    package_id: str
    package: list[HashedFile]
    facts: list[HashedFile]
    options: dict[str, str | int | float | bool | None]
    overlay: str
    results: list[HashedFile] = Field(default_factory=list)

    def to_json(self) -> str:
        """The file content: JSON, sorted keys, one line a field group for reading."""
        import json

        return json.dumps(self.model_dump(mode="json"), indent=1, sort_keys=True, ensure_ascii=False) + "\n"

    @property
    def run_id(self) -> str:
        """Short name of the run: the first 12 hex digits over all that went in."""
        data: dict[str, Any] = self.model_dump(mode="json", exclude={"results"})
        return digest(data)[:12]


@cache
def code_digest() -> str:
    """SHA-256 over every file of the installed package, independent of where it is installed; taken once a process."""
    files = sorted(p for p in PACKAGE_ROOT.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return digest([[p.relative_to(PACKAGE_ROOT).as_posix(), file_digest(p)] for p in files])


def hashed(files: tuple[tuple[str, str], ...]) -> list[HashedFile]:
    """Make receipt entries of (name, SHA-256) pairs."""
    return [HashedFile(name=name, sha256=sha256) for name, sha256 in files]


def result_files(folder: Path, names: list[str]) -> list[HashedFile]:
    """Hash the result files of a run."""
    return [HashedFile(name=name, sha256=file_digest(folder / name)) for name in names]


def read_receipt(path: Path) -> Receipt:
    """Read a receipt. Raises InputError when it is no receipt of ours."""
    return validate(Receipt, load_yaml(path))


def new_receipt(**content: Any) -> Receipt:
    """Make a receipt for this version of the code."""
    return Receipt(version=__version__, code=code_digest(), **content)


def differences(receipt: Receipt, now: Receipt, folder: Path, number: str) -> list[str]:
    """What no longer agrees, in Dutch: code, package, facts, options or overlay changed, or a result file differs.

    Args:
        receipt: as read from the file.
        now: what a run with the same arguments would start from today.
        folder: where the result files lie.
        number: of the run, as it stands in its rows: everything that went in fixes it, so a choice or version that was
            changed in the receipt alone gives another one.
    """
    found: list[str] = []
    if receipt.code != now.code or receipt.version != now.version:
        found.append(f"de code of meegeleverde gegevens zijn veranderd (toen versie {receipt.version})")
    for label, old, new in (("pakket", receipt.package, now.package), ("cijfers", receipt.facts, now.facts)):
        before, after = {f.name: f.sha256 for f in old}, {f.name: f.sha256 for f in new}
        found += [f"{label}: {n} is veranderd" for n in sorted(before.keys() & after.keys()) if before[n] != after[n]]
        found += [f"{label}: {n} ontbreekt nu" for n in sorted(before.keys() - after.keys())]
        found += [f"{label}: {n} is nieuw" for n in sorted(after.keys() - before.keys())]
    if receipt.options != now.options:
        found.append("de keuzes zijn niet alle keuzes van een run van nu")
    if receipt.overlay != now.overlay:
        found.append("de maatregelen geven een andere invoer dan toen")
    if number and number != receipt.run_id:
        found.append(f"de uitkomsten zijn van run {number}, en deze ontvangst hoort bij run {receipt.run_id}")
    return [*found, *changed_files(receipt, folder)]


def changed_files(receipt: Receipt, folder: Path) -> list[str]:
    """Result files of a receipt that are missing or have other bytes, in Dutch."""
    found: list[str] = []
    for item in receipt.results:
        path = folder / item.name
        if Path(item.name).name != item.name:
            raise InputError(f"de bestandsnaam '{item.name}' kan hier niet.", where=Where(str(folder), 0, "results"))
        if not path.is_file():
            found.append(f"resultaat: {item.name} ontbreekt")
        elif file_digest(path) != item.sha256:
            found.append(f"resultaat: {item.name} is veranderd")
    return found
