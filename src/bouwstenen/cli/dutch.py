"""Dutch help screens and usage errors for typer, whose own texts are English and cut long flags."""

from __future__ import annotations

import re
from textwrap import TextWrapper
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_USAGE_ERRORS = [
    (r"No such option: (\S+?)\.?(?: (?:Did you mean|\(Possible options:) (.+?)[?)])?$",
     r"De optie \1 bestaat niet.", " Bedoelde u {}?"),
    (r"No such command '(.+?)'\.?(?: Did you mean (.+)\?)?$", r"De opdracht '\1' bestaat niet.", " Bedoelde u {}?"),
    (r"Missing argument '(.+?)'\.?()", r"Het argument \1 ontbreekt.", ""),
    (r"Missing option '(.+?)'\.?()", r"De optie \1 ontbreekt.", ""),
    (r"Missing command\.()", "Er staat geen opdracht.", ""),
    (r"Option '(.+?)' requires an argument\.?()", r"De optie \1 vraagt een waarde.", ""),
    (r"Option '(.+?)' requires (\d+) arguments\.?", r"De optie \1 vraagt \2 waarden.", ""),
    (r"Option '(.+?)' does not take a value\.?()", r"De optie \1 krijgt geen waarde.", ""),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+?)\)()", r"Dit is te veel: \1.", ""),
    (r"Invalid value for (.+?): (.+)", r"De waarde voor \1 kan niet:", " {}"),
]  # fmt: skip
"""Form of a message of typer, the Dutch one, and what follows it when the second group holds something."""


_VALUE_ERRORS = [
    (r"Input should be greater than or equal to (\S+)", r"kies een getal vanaf \1."),
    (r"Input should be less than or equal to (\S+)", r"kies een getal tot en met \1."),
    (r"Input should be a valid integer.*", "schrijf een heel getal."),
    (r"Input should be a valid number.*", "schrijf een getal."),
    (r"Value error, ('.*?') is not one of (.+)$", r"\1 bestaat niet. Kies uit \2"),
]


def dutch_usage_error(message: str) -> str:
    """Translate a usage error of typer; a message that is not known stays as it is."""
    for english, dutch in _VALUE_ERRORS:
        message = re.sub(english, dutch, message)
    for pattern, text, rest in _USAGE_ERRORS:
        found = re.match(pattern, message)
        if found:
            extra = found[2] if found.lastindex and found.lastindex > 1 else ""
            return found.expand(text) + (rest.format(extra) if extra else "")
    return message


_TYPES = {"Path": "PAD", "str": "TEKST", "list[str]": "TEKST", "int": "GETAL", "tuple[str, str]": "NAAM REEKS"}
_INDENT = "  "
_NARROWEST, _WIDEST = 30, 100


class _Dutch:
    """Usage line, help screen and help option in Dutch; on a narrow screen words fold and no flag is cut."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write("\n".join(help_lines(self, ctx)) + "\n")

    def get_usage(self, ctx: Any) -> str:
        words = [parameter for parameter in ctx.command.params if not parameter.opts[0].startswith("-")]
        names = [p.name.upper() if p.required else f"[{p.name.upper()}]" for p in words]
        rest = "OPDRACHT …" if isinstance(self, TyperGroup) else "[OPTIES]"
        return " ".join(("Gebruik:", str(ctx.command_path), *names, rest))

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Toon deze uitleg."
        return option


def help_lines(command: Any, ctx: Any) -> Iterator[str]:
    """The help screen of a command: usage, what it does, arguments, options by heading, and commands below it."""
    from rich.console import Console

    width = min(max(Console().width, _NARROWEST), _WIDEST)
    yield command.get_usage(ctx)
    yield ""
    for paragraph in str(command.help or "").split("\n\n"):
        for line in _bullets(paragraph):
            yield from _wrapped(line, width, "", _INDENT if line.startswith("- ") else "")
        yield ""
    parameters = command.get_params(ctx)
    if isinstance(command, TyperGroup):
        yield "Opdrachten"
        for name in command.list_commands(ctx):
            yield f"{_INDENT}{name}"
            yield from _wrapped(_first(command.get_command(ctx, name)), width, 2 * _INDENT)
        yield ""
    named = [(_panel(parameter), parameter) for parameter in parameters]
    for panel in dict.fromkeys(name for name, _ in named):
        yield panel
        for parameter in (p for name, p in named if name == panel):
            yield f"{_INDENT}{_flags(parameter)}".rstrip()
            yield from _wrapped(_about(parameter), width, 2 * _INDENT)
        yield ""


def _bullets(paragraph: str) -> list[str]:
    """A list line by line, other text as one line."""
    lines = paragraph.strip().splitlines()
    return lines if lines and lines[0].startswith("- ") else [" ".join(lines)]


def _first(command: Any) -> str:
    """The first paragraph of what a command does."""
    return " ".join(str(command.help or "").split("\n\n")[0].split())


def _wrapped(text: str, width: int, indent: str, later: str = "") -> Iterable[str]:
    wrapper = TextWrapper(
        width=width, initial_indent=indent, subsequent_indent=indent + later, break_on_hyphens=False,
        break_long_words=False,
    )  # fmt: skip
    return wrapper.wrap(text)


def _panel(parameter: Any) -> str:
    if not parameter.opts[0].startswith("-"):
        return "Argumenten"
    return getattr(parameter, "rich_help_panel", None) or "Opties"


def _flags(parameter: Any) -> str:
    """The flags of an option with what it takes, or the name of an argument."""
    if not parameter.opts[0].startswith("-"):
        return str(parameter.name.upper())
    flags = ", ".join((*parameter.opts, *parameter.secondary_opts))
    if getattr(parameter, "is_flag", False):
        return flags
    choices = getattr(parameter.type_descriptor, "choices", None) or ()
    takes = parameter.metavar or "|".join(map(str, choices)) or _TYPES.get(parameter.bare_type(), "")
    return f"{flags} {takes}"


def _about(parameter: Any) -> str:
    """What an option or argument is, whether it is required, and its default."""
    text = str(parameter.help or "")
    if parameter.required:
        return f"{text} [verplicht]"
    default = parameter.default
    told = parameter.show_default and not getattr(parameter, "is_flag", False) and default not in (None, "", (), [])
    return f"{text} [standaard: {default}]" if told else text


class DutchCommand(_Dutch, TyperCommand):
    """A command with a Dutch help screen."""


class DutchGroup(_Dutch, TyperGroup):
    """A group of commands with a Dutch help screen, which it also shows when no command is named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What follows the name of the group."""
        return super().parse_args(ctx, args or ["--help"])
