"""Options of a run: the same list everywhere, Dutch words and codes, bounds, and messages that name the mend."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from pydantic import Field

from bouwstenen.cli.run_options import bounds, chosen, help_text, split, to_code, to_word
from bouwstenen.core.errors import InputError
from bouwstenen.core.validation import StrictModel
from bouwstenen.models.protocol import Model
from bouwstenen.runs import describe
from bouwstenen.runs.describe import Option, commands, missing_figures, options
from bouwstenen.runs.options import run_options
from bouwstenen.views import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from made_engine import Service

pytestmark = pytest.mark.usefixtures("models")


def option(flag: str) -> Option:
    return next(item for item in options() if item.flag == flag)


def test_the_list_holds_the_options_of_the_run_and_of_every_model_with_a_flag() -> None:
    kinds = {item.name: item.kind for item in options()}
    assert kinds == {
        "reading": "choice", "without": "texts", "vintage": "text", "figures": "path", "seed": "whole",
        "draws": "whole", "well.pm": "choice", "well.depth": "whole", "well.flow": "number", "well.lined": "switch",
        "well.covered": "switch", "well.map": "text", "well.year": "whole",
    }  # fmt: skip


def test_seed_and_draws_of_a_model_are_those_of_the_run_and_fields_without_a_flag_are_not_offered() -> None:
    names = {item.name for item in options()}
    assert "well.seed" not in names
    assert "well.details" not in names


def test_bounds_words_default_and_heading_are_taken_along() -> None:
    depth = option("--diepte")
    assert (depth.low, depth.high, depth.default, depth.model, depth.group) == (1, 60, 5, "well", "de put")
    assert option("--pm").words == {"none": "geen", "low": "laag", "central": "midden", "high": "hoog"}
    assert option("--wand").off == ""
    assert option("--deksel").off == "--geen-deksel"
    assert option("--lezing").group == ""


@pytest.mark.parametrize(("word", "code"), [("krap", "narrow"), ("midden", "central"), ("ruim", "wide")])
def test_a_reading_is_the_one_that_its_word_says(word: str, code: str) -> None:
    reading = option("--lezing")
    assert to_code(reading, word) == code
    assert to_word(reading, code) == word


@pytest.mark.parametrize(
    ("flag", "typed", "value"),
    [
        ("--pm", "geen", "none"), ("--pm", "laag", "low"), ("--pm", "midden", "central"), ("--pm", "hoog", "high"),
        ("--zaad", "7", 7), ("--trekkingen", "100", 100), ("--trekkingen", "1000000", 1_000_000),
        ("--diepte", "60", 60), ("--stroom", "0,25", 0.25), ("--stroom", "0.25", 0.25), ("--stroom", "1", 1.0),
        ("--jaargang", "2025_05", "2025_05"), ("--cijfers", "mijn.yaml", Path("mijn.yaml")),
        ("--zonder", ["B3", "B5"], ("B3", "B5")), ("--wand", True, True), ("--deksel", False, False),
        ("--putjaar", "2028", 2028),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_a_code_or_plain_value(flag: str, typed: Any, value: Any) -> None:
    found = to_code(option(flag), typed)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("flag", "typed", "message"),
    [
        ("--pm", "low", "--pm: 'low' bestaat hier niet. Kies uit: geen, laag, midden, hoog."),
        ("--pm", "hoogg", "Bedoelde u 'hoog'?"),
        ("--lezing", "", "Kies uit: krap, midden, ruim."),
        ("--trekkingen", "99", "--trekkingen: het getal 99 kan hier niet. Kies een getal van 100 tot en met 1000000."),
        ("--trekkingen", "1000001", "van 100 tot en met 1000000"),
        ("--trekkingen", "veel", "'veel' is geen getal. Schrijf een heel getal."),
        ("--trekkingen", "1e5", "Schrijf een heel getal."),
        ("--trekkingen", "20.000", "Schrijf duizenden zonder punt, en decimalen met een komma."),
        ("--stroom", "nan", "Kies een getal van 0 tot en met 1."),
        ("--stroom", "−0,1", "Kies een getal van 0 tot en met 1."),
        ("--stroom", "half", "Schrijf een getal, zoals 0,5."),
        ("--stroom", "0.500", "niet duidelijk"),
        ("--kaart", " ", "--kaart: hier staat niets. Geef een waarde, of laat de optie weg."),
        ("--zonder", ["B3", ""], "--zonder: hier staat niets."),
    ],
)
def test_a_wrong_value_names_the_flag_and_the_mend(flag: str, typed: Any, message: str) -> None:
    with pytest.raises(InputError) as error:
        to_code(option(flag), typed)
    assert message in str(error.value)
    assert flag in str(error.value)


def test_only_what_was_given_goes_on() -> None:
    typed = [(option("--pm"), "laag"), (option("--zaad"), None), (option("--zonder"), []), (option("--wand"), False)]
    assert chosen(typed) == {"well.pm": "low", "well.lined": False}


def test_own_figures_go_apart() -> None:
    assert split({"seed": 7, "figures": Path("f.yaml")}) == ({"seed": 7}, Path("f.yaml"))
    assert split({"seed": 7}) == ({"seed": 7}, None)


def test_help_says_bounds_and_default_in_dutch() -> None:
    assert help_text(option("--diepte")) == "Hoe diep de put is. Een getal van 1 tot en met 60. [standaard: 5]"
    assert help_text(option("--pm")) == "Welk bedrag de PM-posten krijgen. [standaard: geen]"
    assert help_text(option("--deksel")).endswith("[standaard: ja]")
    assert help_text(option("--wand")).endswith("[standaard: nee]")
    assert bounds(option("--stroom")) == "een getal van 0 tot en met 1"
    assert bounds(option("--kaart")) == ""
    assert "2.026" not in help_text(option("--zaad"))


def test_codes_from_the_command_line_are_options_of_a_run(models: tuple[Model[Any, Any, Any], ...]) -> None:
    typed = [(option("--pm"), "laag"), (option("--lezing"), "ruim"), (option("--zonder"), ["B3", "B5"])]
    made = run_options(chosen(typed), None, models)
    assert made.reading == "wide"
    assert made.without == ("B3", "B5")
    assert made.of(models[1]).pm == "low"
    assert made.flat(models)["well.pm"] == "low"


def _model(name: str, kind: type[StrictModel]) -> Model[Any, Any, Any]:
    return Model(name, "cost", lambda _: None, lambda *_: None, kind)


def test_two_options_with_one_flag_are_a_fault_of_ours() -> None:
    class Twice(StrictModel):
        level: int = Field(default=1, json_schema_extra={"flag": "--lezing"})

    with pytest.raises(ValueError, match=r"--lezing; the second is twice\.level"):
        options((_model("twice", Twice),))


class Plan(StrictModel):
    """A path over years, and an option that another model has too."""

    path: tuple[tuple[int, float], ...] = Field(default=(), json_schema_extra={"flag": "--pad"})
    wide: bool = Field(default=False, description="Ook breed.", json_schema_extra={"flag": "--breed"})


class Road(StrictModel):
    """The same option as that of the plan."""

    broad: bool = Field(default=False, description="Ook de weg.", json_schema_extra={"flag": "--breed"})


def test_two_models_with_the_same_option_share_it() -> None:
    words = Words({"model.plan": "plannen", "model.road": "wegen"})
    found = {item.flag: item for item in options((_model("plan", Plan), _model("road", Road)), words)}
    shared = found["--breed"]
    assert (shared.name, shared.also) == ("plan.wide", ("road.broad",))
    assert (shared.help, shared.group) == ("Ook breed. Ook de weg.", "plannen en wegen")
    assert chosen([(shared, True)]) == {"plan.wide": True, "road.broad": True}


def test_a_path_over_years_is_one_text_that_the_model_reads() -> None:
    (path,) = [item for item in options((_model("plan", Plan),), Words({})) if item.flag == "--pad"]
    assert path.kind == "text"
    assert to_code(path, "2030:50000") == "2030:50000"
    assert help_text(path) == ""


def test_the_same_flag_with_another_default_is_a_fault_of_ours() -> None:
    class Other(StrictModel):
        broad: bool = Field(default=True, json_schema_extra={"flag": "--breed/--smal"})

    with pytest.raises(ValueError, match=r"--breed; the second is other\.broad"):
        options((_model("plan", Plan), _model("other", Other)), Words({}))


def test_a_command_may_not_have_an_option_of_a_run_as_its_own(
    run: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    import bouwstenen.models

    class Clash(StrictModel):
        goal: str = Field(default="", json_schema_extra={"flag": "--doel"})

    monkeypatch.setattr(bouwstenen.models, "MODELS", (_model("clash", Clash),))
    with pytest.raises(ValueError, match="command zoek has an option of its own that is one of a run: --doel"):
        run("zoek", "--help")


def test_words_must_be_those_of_the_choices_in_their_order() -> None:
    class Swapped(StrictModel):
        level: Literal["low", "high"] = Field(
            default="low", json_schema_extra={"flag": "--hoogte", "words": {"low": "laag", "hihg": "hoog"}}
        )

    with pytest.raises(ValueError, match="hihg"):
        options((_model("swapped", Swapped),))


def test_a_field_that_cannot_be_typed_on_one_line_is_refused() -> None:
    class Odd(StrictModel):
        pairs: dict[str, int] = Field(default_factory=dict, json_schema_extra={"flag": "--paren"})

    with pytest.raises(ValueError, match="cannot be of type"):
        options((_model("odd", Odd),))


def test_commands_of_models_come_from_their_texts() -> None:
    found = {item.name: item for item in commands()}
    assert set(found) == {"put", "putmaanden", "molen"}
    assert (found["put"].model, found["put"].part, found["put"].alone) == ("well", "", False)
    assert (found["putmaanden"].model, found["putmaanden"].part) == ("well", "months")
    assert found["molen"].alone, "it needs no port, so it may run without the others"
    assert found["put"].help == "Wat kost de put?"


def test_a_model_of_another_name_does_not_take_the_command_of_one_that_starts_the_same() -> None:
    words = Words({"command.well": "put", "command.wellness": "sauna"})
    (well,) = [m for m in describe.commands((_model("well", StrictModel),), words) if m.name == "put"]
    assert well.part == ""
    assert len(describe.commands((_model("well", StrictModel),), words)) == 1


def test_a_vintage_that_lacks_figures_is_told_by_model() -> None:
    def lacking(_: object) -> None:
        raise InputError("deze cijfers ontbreken: well.depth.")

    poor = Model("well", "cost", lacking, lambda *_: None, StrictModel)
    found = missing_figures("2025_05", (_model("mill", StrictModel), poor))
    assert [name for name, _ in found] == ["well"]
    assert "well.depth" in found[0][1]
    with pytest.raises(InputError, match="2025_05"):
        missing_figures("2025_06", ())


PACKAGE_COMMANDS = (
    ["doorreken", "klein.yaml"], ["put", "klein.yaml"], ["putmaanden", "klein.yaml"], ["molen", "klein.yaml"],
    ["gemeente", "Utrecht", "klein.yaml"],
)  # fmt: skip


@pytest.mark.parametrize("command", PACKAGE_COMMANDS)
def test_every_command_with_a_package_takes_every_option(
    command: list[str], service: Service, run: Callable[..., int]
) -> None:
    given = (
        "--lezing", "krap", "--zonder", "B3", "--zonder", "B5", "--jaargang", "2025_05", "--cijfers", "mijn.yaml",
        "--zaad", "7", "--trekkingen", "200", "--pm", "hoog", "--diepte", "9", "--stroom", "0,25", "--wand",
        "--geen-deksel", "--kaart", "land.csv", "--putjaar", "2031",
    )  # fmt: skip
    assert run(*command, *given, "--json") == 0
    asked = service.given("run")
    assert asked["package"] == "klein.yaml"
    assert asked["figures"] == Path("mijn.yaml")
    assert asked["options"] == {
        "reading": "narrow", "without": ("B3", "B5"), "vintage": "2025_05", "seed": 7, "draws": 200,
        "well.pm": "high", "well.depth": 9, "well.flow": 0.25, "well.lined": True, "well.covered": False,
        "well.map": "land.csv", "well.year": 2031,
    }  # fmt: skip


@pytest.mark.parametrize(("word", "code"), [("geen", "none"), ("laag", "low"), ("midden", "central"), ("hoog", "high")])
def test_pm_gives_what_it_says(word: str, code: str, service: Service, run: Callable[..., int]) -> None:
    assert run("doorreken", "--pm", word, "--json") == 0
    assert service.given("run")["options"] == {"well.pm": code}


@pytest.mark.parametrize("command", [*PACKAGE_COMMANDS, ["vergelijk", "a", "b"], ["zoek", "--doel", "tekort <= 3"],
                                     ["waarom", "emu_saldo"]])  # fmt: skip
def test_help_of_every_command_with_a_package_lists_every_option(
    command: list[str], run: Callable[..., int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run(command[0], "--help") == 0
    shown = capsys.readouterr().out
    for item in options():
        assert item.flag in shown
        for word in item.words.values():
            assert word in shown
    assert "tot en met 60" in shown
    assert "Keuzes: de put" in shown
    for english in ("<str>", "<bool>", "<path>", "<int>", "Usage", "Options", "default"):
        assert english not in shown
