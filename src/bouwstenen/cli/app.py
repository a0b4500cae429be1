"""The commands, in the order in which people meet them; each is loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bouwstenen import __version__
from bouwstenen.cli.dutch import DutchCommand, DutchGroup

if TYPE_CHECKING:
    from collections.abc import Callable

    from bouwstenen.runs.describe import ModelCommand, Option

MODELS_HERE = "*"
"""Place of the commands of the models in the list."""
COMMANDS = {
    "doorreken": "run", "vergelijk": "compare", "waarom": "trace", MODELS_HERE: "", "toets": "", "zoek": "seek",
    "gemeente": "municipality", "populatie": "population", "huishouden": "household", "standaard": "household",
    "dekking": "coverage", "controleer": "receipt", "hefbomen": "lists", "cijfers": "lists", "wet": "law",
    "cache": "cache",
}  # fmt: skip
"""Module of each command, in order."""
TESTS = "toets"
_GROUPS = {
    "wet": "Bekijk de wet: wat een naam betekent, wat een bedrag raakt. Voorbeeld: `bouwstenen wet toon zorgtoeslag`.",
    "cache": "Uitkomsten die bewaard worden om sneller te zijn. Voorbeeld: `bouwstenen cache leeg`.",
    TESTS: "Toets een pakket aan regels van buiten. Voorbeeld: `bouwstenen toets eu`.",
}
_SUBCOMMANDS = {"wet": ("lijst", "toon", "raakt"), "cache": ("leeg",)}


class Commands(DutchGroup):
    """The group of all commands. A command is made, and what it needs is imported, only when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the form that typer calls
        """Names in order, those of the models among them."""
        models = sorted(about.name for about in _model_commands() if " " not in about.name)
        return [name for own in COMMANDS for name in (models if own == MODELS_HERE else [own])]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command with this name, or None; then the names are known for a suggestion."""
        if cmd_name in _GROUPS:
            return _group(cmd_name)
        if cmd_name in COMMANDS and cmd_name != MODELS_HERE:
            return _command(cmd_name, getattr(import_module(f"bouwstenen.cli.{COMMANDS[cmd_name]}"), cmd_name))
        about = next((item for item in _model_commands() if item.name == cmd_name), None)
        if about is not None:
            return _of_model(about)
        self.commands: Any = dict.fromkeys(self.list_commands(ctx))
        return None


def _model_commands() -> tuple[ModelCommand, ...]:
    from bouwstenen.runs.describe import commands

    return commands()


def _options() -> tuple[Option, ...]:
    from bouwstenen.runs.describe import options

    return options()


def _of_model(about: ModelCommand) -> Any:
    from bouwstenen.cli.model import model_command

    return _command(about.name.rpartition(" ")[2], model_command(about))


def _command(name: str, function: Callable[..., Any]) -> Any:
    """A function as a command; one that takes `chosen` gets the options of a run."""
    if "chosen" in function.__annotations__:
        from bouwstenen.cli.run_options import with_options

        function = with_options(function, _options())
    single = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="markdown")
    single.command(name, cls=DutchCommand)(function)
    made: Any = typer.main.get_command(single)
    flags = [flag for parameter in made.params for flag in (*parameter.opts, *parameter.secondary_opts)]
    twice = sorted({flag for flag in flags if flags.count(flag) > 1})
    if twice:
        msg = f"command {name} has an option of its own that is one of a run: {', '.join(twice)}"
        raise ValueError(msg)
    return made


def _group(name: str) -> Any:
    """A command with commands of its own."""
    group = typer.Typer(
        cls=DutchGroup, name=name, add_completion=False, rich_markup_mode="markdown",
        help=_GROUPS[name],
    )  # fmt: skip
    group.callback()(_nothing)
    found = typer.main.get_command(group)
    if name == TESTS:
        members = {a.name.partition(" ")[2]: _of_model(a) for a in _model_commands() if a.name.startswith(f"{TESTS} ")}
    else:
        module = import_module(f"bouwstenen.cli.{COMMANDS[name]}")
        members = {member: _command(member, getattr(module, member)) for member in _SUBCOMMANDS[name]}
    found.commands = members  # type: ignore[attr-defined]
    return found


def _nothing() -> None:
    """Nothing to set."""


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


def settings(
    _version: Annotated[
        bool, typer.Option("--versie", help="Toon de versie.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Options of the program itself."""


def program() -> Any:
    """The whole command line."""
    app = typer.Typer(
        cls=Commands, add_completion=False, pretty_exceptions_enable=False,
        rich_markup_mode="markdown",
        help=(
            "Reken een regeerakkoord door: wat kost het, wie merkt het, past het, en wat is niet berekend.\n\n"
            "Voorbeelden:\n\n"
            "- `bouwstenen doorreken` rekent het meegeleverde pakket door\n"
            "- `bouwstenen doorreken mijn.yaml --uit mijn-uit` rekent een eigen pakket door\n"
            "- `bouwstenen waarom emu_saldo --jaar 2030` laat zien waar een getal vandaan komt\n"
            "- `bouwstenen dekking` laat zien wat er met elke zin van de tekst gebeurt\n"
        ),
    )  # fmt: skip
    app.callback()(settings)
    return typer.main.get_command(app)
