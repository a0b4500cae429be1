"""Messages that people can read, and writes that never leave half a file."""

import errno
import hashlib
from pathlib import Path

import pytest

from bouwstenen.core.errors import InputError, Where, cause_of, nearest_key, shown
from bouwstenen.core.files import atomic_path, canonical_json, digest, file_digest, write_text
from bouwstenen.core.randomness import generator


def test_message_has_place_problem_nearest_and_mend() -> None:
    error = InputError("klopt niet.", mend="Doe dit.", where=Where("a.yaml", 3, "x.y"), nearest="x.z")
    assert str(error) == "a.yaml, regel 3, sleutel 'x.y': klopt niet. Bedoelde u 'x.z'? Doe dit."


def test_message_without_a_file() -> None:
    assert str(InputError("klopt niet.")) == "invoer: klopt niet."


def test_nearest_key() -> None:
    assert nearest_key("amont", ["amount", "unit"]) == "amount"
    assert nearest_key("zzz", ["amount", "unit"]) == ""
    assert nearest_key("a" * 1_000_000, ["amount"]) == ""


def test_shown_is_one_short_printable_line() -> None:
    assert shown("a\n  b\tc") == "a b c"
    assert shown("x" * 100, width=10) == "x" * 9 + "…"
    assert "\x1b" not in shown("a\x1b[31mb")


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "de schijf is vol"),
        (PermissionError(errno.EACCES, "Permission denied"), "geen toestemming"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
        (ValueError("embedded null byte"), "geen geldige naam"),
    ],
)
def test_cause_of(error: Exception, text: str) -> None:
    assert cause_of(error) == text


def test_write_replaces_the_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "map" / "uit.txt"
    write_text(target, "een")
    write_text(target, "twee")
    assert target.read_text(encoding="utf-8") == "twee"
    assert [path.name for path in target.parent.iterdir()] == ["uit.txt"]


def test_an_error_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "uit.txt"
    target.write_text("oud")

    def fill_the_disk() -> None:
        with atomic_path(target) as temporary:
            temporary.write_text("half")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(InputError, match="de schijf is vol"):
        fill_the_disk()
    assert target.read_text() == "oud"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_a_clear_message() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("dit systeem heeft geen /dev/full")
    with pytest.raises(InputError, match="niet te schrijven"), atomic_path(full / "uit.txt"):
        pass


def test_a_file_as_folder_is_a_clear_message(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(InputError, match="niet te schrijven"):
        write_text(tmp_path / "bestand" / "uit.txt", "x")


def test_digest_ignores_the_order_of_keys() -> None:
    assert canonical_json({"b": 1, "a": "é"}) == '{"a":"é","b":1}'
    assert digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})
    assert digest({"a": 1}) == hashlib.sha256(b'{"a":1}').hexdigest()
    with pytest.raises(ValueError, match="not JSON compliant"):
        digest(float("nan"))


def test_file_digest(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    # FIPS 180-2, appendix B.1: the SHA-256 of 'abc'
    assert file_digest(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_streams_of_randomness_do_not_disturb_each_other() -> None:
    first = generator(1, "debt").standard_normal(4)
    generator(1, "population").standard_normal(100)
    assert (generator(1, "debt").standard_normal(4) == first).all()
    assert (generator(2, "debt").standard_normal(4) != first).all()
    assert (generator(1, "debt", 7).standard_normal(4) != first).all()
