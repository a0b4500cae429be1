"""Dutch help screens and usage errors for typer, whose own texts are English."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Generator

_HELP_TEXTS = {
    "ARGUMENTS_PANEL_TITLE": "Argumenten",
    "OPTIONS_PANEL_TITLE": "Opties",
    "COMMANDS_PANEL_TITLE": "Opdrachten",
    "ERRORS_PANEL_TITLE": "Fout",
    "DEFAULT_STRING": "[standaard: {}]",
    "REQUIRED_LONG_STRING": "[verplicht]",
    "RICH_HELP": "Probeer [blue]'{command_path} {help_option}'[/] voor uitleg.",
}
"""Names in typer's own help screen, with the Dutch text."""


@contextlib.contextmanager
def dutch_texts() -> Generator[None]:
    """Dutch words in the help screens of typer, which keeps them in its module; they go back at the end."""
    from typer import rich_utils

    before = {name: getattr(rich_utils, name) for name in _HELP_TEXTS}
    try:
        for name, text in _HELP_TEXTS.items():
            setattr(rich_utils, name, text)
        yield
    finally:
        for name, text in before.items():
            setattr(rich_utils, name, text)


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


_USAGE_WORDS = (("Usage:", "Gebruik:"), ("[OPTIONS]", "[OPTIES]"), ("COMMAND [ARGS]...", "OPDRACHT …"))


class _Dutch:
    """Usage line and help option in Dutch."""

    def get_usage(self, ctx: Any) -> str:
        usage = str(super().get_usage(ctx))  # type: ignore[misc]
        for english, dutch in _USAGE_WORDS:
            usage = usage.replace(english, dutch, 1)
        return usage

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Toon deze uitleg."
            option.display_type_rich = _no_type
        return option


def _no_type(**_: Any) -> str:
    return ""


class DutchCommand(_Dutch, TyperCommand):
    """A command with a Dutch help screen."""


class DutchGroup(_Dutch, TyperGroup):
    """The group of commands with a Dutch help screen."""
