"""One clear message for what a format refuses."""

from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from bouwstenen.core.errors import InputError
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import parse_yaml


class Band(StrictModel):
    """Three values."""

    low: float
    high: float


class Red(StrictModel):
    """One member of a union."""

    kind: Literal["red"]
    amount: float | Band


class Blue(StrictModel):
    """The other member."""

    kind: Literal["blue"]
    shares: dict[int, Annotated[float, Field(ge=0, le=1)]] = Field(default_factory=dict)
    code: Annotated[str, Field(pattern=r"^[a-z]+$", description="kleine letters")] = "a"


class Shape(StrictModel):
    """A file with every trap."""

    name: Annotated[str, Field(min_length=2, max_length=6)]
    size: float = 1.0
    count: int = 1
    open: bool = True
    colour: Literal["groen", "geel"] = "groen"
    parts: list[Annotated[Red | Blue, Field(discriminator="kind")]] = Field(default_factory=list)


def message(text: str) -> str:
    with pytest.raises(InputError) as caught:
        validate(Shape, parse_yaml(text, "vorm.yaml"))
    return str(caught.value)


def test_a_good_file_gives_the_model() -> None:
    text = "name: huis\nsize: 2\nparts: [{kind: red, amount: {low: 1, high: 2.5}}, {kind: blue, shares: {2030: 1}}]"
    shape = validate(Shape, parse_yaml(text))
    assert shape.size == 2.0
    assert shape.parts == [Red(kind="red", amount=Band(low=1, high=2.5)), Blue(kind="blue", shares={2030: 1.0})]


CASES: list[tuple[str, str, str]] = [
    (
        "unknown key",
        "name: huis\nsise: 2\n",
        (
            "vorm.yaml, regel 2, sleutel 'sise': deze sleutel is onbekend. Bedoelde u 'size'?"
            " Geldige sleutels: colour, count, name, open, parts, size."
        ),
    ),
    ("missing key", "size: 2\n", "vorm.yaml, regel 1, sleutel 'name': deze sleutel ontbreekt. Voeg de sleutel toe."),
    (
        "text for a number",
        "name: huis\nsize: groot\n",
        (
            "vorm.yaml, regel 2, sleutel 'size': de waarde groot is geen getal."
            " Schrijf een getal, met een punt voor de decimalen."
        ),
    ),
    (
        "comma in a number",
        "name: huis\nsize: 1,5\n",
        (
            "vorm.yaml, regel 2, sleutel 'size': de waarde 1,5 is geen getal."
            " Schrijf een getal, met een punt voor de decimalen."
        ),
    ),
    (
        "truth value for a number",
        "name: huis\nsize: true\n",
        (
            "vorm.yaml, regel 2, sleutel 'size': de waarde true is geen getal."
            " Schrijf een getal, met een punt voor de decimalen."
        ),
    ),
    (
        "part of a count",
        "name: huis\ncount: 1.5\n",
        "vorm.yaml, regel 2, sleutel 'count': de waarde 1.5 is geen geheel getal. Schrijf een geheel getal.",
    ),
    (
        "yes for true",
        "name: huis\nopen: yes\n",
        "vorm.yaml, regel 2, sleutel 'open': de waarde yes is geen true of false. Schrijf true of false.",
    ),
    (
        "number for text",
        "name: 12\n",
        "vorm.yaml, regel 1, sleutel 'name': de waarde 12 is geen tekst. Zet de tekst tussen aanhalingstekens.",
    ),
    (
        "empty value",
        "name: huis\ncolour:\n",
        "vorm.yaml, regel 2, sleutel 'colour': de waarde (leeg) kan hier niet. Kies uit: groen, geel.",
    ),
    (
        "wrong choice",
        "name: huis\ncolour: groan\n",
        (
            "vorm.yaml, regel 2, sleutel 'colour': de waarde groan kan hier niet. Bedoelde u 'groen'?"
            " Kies uit: groen, geel."
        ),
    ),
    (
        "too short",
        "name: a\n",
        "vorm.yaml, regel 1, sleutel 'name': de tekst 'a' is te kort. Schrijf minstens 2 tekens.",
    ),
    (
        "too long",
        "name: gebouwen\n",
        "vorm.yaml, regel 1, sleutel 'name': de tekst 'gebouwen' is te lang. Schrijf hoogstens 6 tekens.",
    ),
    (
        "no list",
        "name: huis\nparts: 3\n",
        (
            "vorm.yaml, regel 2, sleutel 'parts': de waarde 3 is geen lijst."
            " Schrijf een lijst, elke regel met een streepje."
        ),
    ),
    (
        "no keys",
        "- a\n",
        "vorm.yaml, regel 1: de waarde ['a'] heeft geen sleutels. Schrijf regels van de vorm sleutel: waarde.",
    ),
    (
        "unknown member of a union",
        "name: huis\nparts:\n  - amount: 1\n    kind: blu\n",
        (
            "vorm.yaml, regel 4, sleutel 'parts.0.kind': de waarde blu kan hier niet. Bedoelde u 'blue'?"
            " Kies uit: red, blue."
        ),
    ),
    (
        "union without kind",
        "name: huis\nparts:\n  - amount: 1\n",
        "vorm.yaml, regel 3, sleutel 'parts.0': de sleutel kind ontbreekt. Zeg met kind welke soort dit is.",
    ),
    (
        "unknown key inside a union member",
        "name: huis\nparts:\n  - kind: red\n    amont: 1\n",
        (
            "vorm.yaml, regel 4, sleutel 'parts.0.amont': deze sleutel is onbekend. Bedoelde u 'amount'?"
            " Geldige sleutels: amount, kind. (Er is nog 1 andere fout.)"
        ),
    ),
    (
        "number or keys: neither",
        "name: huis\nparts: [{kind: red, amount: veel}]\n",
        (
            "vorm.yaml, regel 2, sleutel 'parts.0.amount': de waarde veel is geen getal."
            " Schrijf een getal, met een punt voor de decimalen."
        ),
    ),
    (
        "number or keys: a key is missing",
        "name: huis\nparts:\n  - kind: red\n    amount: {low: 1}\n",
        "vorm.yaml, regel 4, sleutel 'parts.0.amount.high': deze sleutel ontbreekt. Voeg de sleutel toe.",
    ),
    (
        "above the bound",
        "name: huis\nparts:\n  - kind: blue\n    shares: {2030: 1.5}\n",
        (
            "vorm.yaml, regel 4, sleutel 'parts.0.shares.2030': de waarde 1.5 valt buiten de grenzen."
            " Schrijf een getal van hoogstens 1."
        ),
    ),
    (
        "wrong form",
        "name: huis\nparts: [{kind: blue, code: A1}]\n",
        "vorm.yaml, regel 2, sleutel 'parts.0.code': de waarde A1 heeft niet de goede vorm. Schrijf kleine letters.",
    ),
    (
        "two faults at once",
        "name: huis\nsize: a\ncount: b\nopen: c\n",
        (
            "vorm.yaml, regel 2, sleutel 'size': de waarde a is geen getal."
            " Schrijf een getal, met een punt voor de decimalen. (Er zijn nog 2 andere fouten.)"
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_message(text: str, expected: str) -> None:
    assert message(text) == expected


def test_part_of_a_file_is_named_by_its_place_in_the_file() -> None:
    file = parse_yaml("vormen:\n  - name: huis\n  - name: huis\n    size: x\n", "vorm.yaml")
    data: Any = file.data["vormen"][1]
    with pytest.raises(InputError, match="regel 4, sleutel 'vormen.1.size'"):
        validate(Shape, file, data, ("vormen", 1))


def test_a_model_cannot_be_changed() -> None:
    shape = Shape(name="huis")
    with pytest.raises(ValueError, match="frozen"):
        shape.size = 3.0  # pyright: ignore[reportAttributeAccessIssue]
