"""The strict YAML reader: no surprises, and every value knows its line."""

import errno
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bouwstenen.core.errors import InputError
from bouwstenen.core.yaml_file import MAX_BYTES, load_yaml, parse_yaml, read_text


def test_values_keep_their_kind() -> None:
    text = """
    geheel: -3
    deel: 0.25
    groot: 1e3
    leeg:
    tilde: ~
    waar: true
    nee: no
    datum: 2027-01-01
    nul_voor: 0123
    hash: "123456789012"
    versie: 1.2.3
    lijst: [1, a, {2030: 0.5}]
    blok: >-
      twee
      regels
    """
    assert parse_yaml(text).data == {
        "geheel": -3,
        "deel": 0.25,
        "groot": 1000.0,
        "leeg": None,
        "tilde": None,
        "waar": True,
        "nee": "no",
        "datum": "2027-01-01",
        "nul_voor": "0123",
        "hash": "123456789012",
        "versie": "1.2.3",
        "lijst": [1, "a", {2030: 0.5}],
        "blok": "twee regels",
    }


def test_every_key_path_has_its_line() -> None:
    file = parse_yaml("a: 1\nb:\n  - x: 1\n    y: 2\n  - z\n", "p.yaml")
    assert file.where(("b", 0, "y")).line == 4
    assert file.where(("b", 1)).line == 5
    assert file.where(("b", 0, "unknown", "deeper")).line == 3
    assert str(file.where(("b", 0, "y"))) == "p.yaml, regel 4, sleutel 'b.0.y'"


REFUSED = [
    ("duplicate key", "a: 1\nb: 2\na: 3\n", 3, "twee keer (ook op regel 1)"),
    ("duplicate inner key", "a: {x: 1, x: 2}\n", 1, "sleutel 'a.x'"),
    ("alias of a list", "a: &x [1]\nb: *x\n", 2, "verwijst met *"),
    ("alias of a word", "a: &x 1\nb: *x\n", 2, "verwijst met *"),
    ("tag", "a: !!python/object:os.system x\n", 1, "kenmerk"),
    ("tag that turns a number into text", "a: 1\nb: !!str 5\n", 2, "kenmerk"),
    ("not a number", "a: 1\nb: .nan\n", 2, ".nan is geen getal"),
    ("infinite", "a: -.inf\n", 1, "-.inf is geen getal"),
    ("number too large", "a: 1e999\n", 1, "te groot"),
    ("list as key", "a: 1\n[b]: 2\n", 2, "een sleutel moet een woord of een jaar zijn"),
    ("second document", "a: 1\n---\nb: 2\n", 2, "tweede document"),
    ("colon in plain text", "a: 1\nb: dit: dat\n", 2, "dubbele punt"),
    ("tab", "a:\n\tb: 1\n", 2, "tab"),
    ("open quote", "a: 'b\n", 2, "niet gesloten"),
    ("control character", "a: 1\nb: x\x1by\n", 2, "stuurteken"),
    ("empty", "", 0, "leeg"),
    ("only a comment", "# niets\n", 0, "leeg"),
    ("deep list", "[" * 50_000, 1, "dieper genest"),
    ("deep mapping", "{a: " * 50_000, 1, "dieper genest"),
    ("deep dashes", "- " * 50_000, 1, "dieper genest"),
]


@pytest.mark.parametrize(("text", "line", "part"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refuses(text: str, line: int, part: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_yaml(text, "pakket.yaml")
    assert caught.value.where.file == "pakket.yaml"
    assert caught.value.where.line == line
    assert part in str(caught.value)
    assert caught.value.mend


def test_alias_bomb_is_refused_at_the_first_alias() -> None:
    rows = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    with pytest.raises(InputError) as caught:
        parse_yaml("\n".join(rows))
    assert caught.value.where.line == 2


def test_the_hash_is_of_the_bytes_on_disk(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    loaded = load_yaml(file)
    assert loaded.data == {"a": 1}
    # printf "\xef\xbb\xbfa: 1\r\n" | sha256sum
    assert loaded.sha256 == "d154b5589a138ef7a6ff502ecf270b04afa5eb5c56fb398f5cfe9a055a33316d"


def test_text_comes_without_its_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfa;b\n")
    assert read_text(tmp_path / "a.txt") == "a;b\n"


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="bestaat niet"):
        load_yaml(tmp_path / "weg.yaml")


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="dit is een map"):
        load_yaml(tmp_path)


def test_file_above_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "groot.yaml"
    file.write_bytes(b"a" * (MAX_BYTES + 1))
    with pytest.raises(InputError, match="groter dan 2 MB"):
        load_yaml(file)


def test_file_at_the_limit_is_read(tmp_path: Path) -> None:
    file = tmp_path / "net.txt"
    file.write_bytes(b"a" * 1000)
    assert len(read_text(file, max_bytes=1000)) == 1000


def test_binary_file(tmp_path: Path) -> None:
    file = tmp_path / "foto.yaml"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    with pytest.raises(InputError, match="geen tekst"):
        load_yaml(file)


def test_other_encoding_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes(b"a: 1\nb: caf\xe9\n")
    with pytest.raises(InputError, match="geen UTF-8") as caught:
        load_yaml(file)
    assert caught.value.where.line == 2


def test_links_in_a_circle(tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.symlink_to(second)
    second.symlink_to(first)
    with pytest.raises(InputError, match="niet te lezen"):
        load_yaml(first)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="geen toestemming"):
        load_yaml(tmp_path / "dicht.yaml")


@pytest.mark.parametrize("name", ["nul\0teken.yaml", "x" * 5000, "a.yaml/b.yaml"])
def test_impossible_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\n")
    with pytest.raises(InputError):
        load_yaml(tmp_path / name)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="ab:-[]{}&*!#|>'\"%@`,? \n\t0.", max_size=60))
def test_any_text_parses_or_is_refused(text: str) -> None:
    try:
        parse_yaml(text, "pakket.yaml")
    except InputError as error:
        assert "pakket.yaml" in str(error)  # noqa: PT017
