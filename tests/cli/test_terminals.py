"""Odd terminals and broken machines: one Dutch message or it works, never a traceback."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import math
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rich.table import Table as Grid
from rich.text import Text

import bouwstenen.cli as command_line
from bouwstenen.cli import caches, main
from bouwstenen.cli.dutch import dutch_usage_error
from bouwstenen.cli.output import Screen, clean, finite, one_form, prepare_streams, print_csv, print_json, progress, say
from bouwstenen.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from made_engine import Service

    Run = Callable[..., int]
    Shown = pytest.CaptureFixture[str]

PROGRAM = "import sys; from bouwstenen.cli import main; print('klaar', file=sys.stderr, flush=True); main(sys.argv[1:])"
ROOT = Path(__file__).parents[2]


def start(*arguments: str, **more: Any) -> subprocess.Popen[bytes]:
    """The command line in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **more.pop("env", {})}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.Popen([sys.executable, "-c", PROGRAM, *arguments], env=environment, **streams)


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    """Status and both streams; nothing may look like a traceback."""
    out, err = process.communicate(timeout=120)
    told = err.decode(errors="replace").removeprefix("klaar\n")
    assert "Traceback" not in told
    assert "Exception ignored" not in told
    return process.returncode, (out or b"").decode("utf-8", errors="replace"), told


def test_a_full_disk_behind_standard_output_gives_one_message() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        status, _, told = ended(start("hefbomen", "--csv", stdout=full))
    assert status == 2
    assert told.count("Fout") == 1
    assert "de schijf is vol" in told


def test_a_closed_standard_output_gives_one_message() -> None:
    def close() -> None:
        os.close(1)

    status, _, told = ended(start("hefbomen", stdout=None, preexec_fn=close))
    assert status == 2
    assert told == "Fout: uitvoer: de uitvoer is gesloten. Stuur de uitvoer naar een bestand of een scherm.\n"


def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    process = start("hefbomen")
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr:
        told = process.stderr.read().decode()
    assert process.wait(120) == 0
    assert "Traceback" not in told
    assert "Fout" not in told


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_screen_without_some_signs_gets_plain_ones(encoding: str) -> None:
    status, out, told = ended(start("standaard", env={"PYTHONIOENCODING": encoding}))
    assert (status, told) == (0, "")
    assert "19.430" in out
    assert "?" not in out
    assert "\N{REPLACEMENT CHARACTER}" not in out


@pytest.mark.parametrize("delay", [0.02, 0.05, 0.15, 0.3, 0.6, 1.0])
def test_ctrl_c_at_any_moment_gives_one_message(delay: float, tmp_path: Path) -> None:
    process = start("populatie", "--huishoudens", "200000", "--uit", str(tmp_path / "uit"))
    assert process.stderr is not None
    assert process.stderr.readline() == b"klaar\n"
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    status, out, told = ended(process)
    assert status == 130
    assert told == "Afgebroken. Er is niets half geschreven.\n"
    assert out == ""
    assert not (tmp_path / "uit").exists() or not list((tmp_path / "uit").iterdir())


def test_ctrl_c_that_a_library_turns_into_an_error_of_its_own_is_still_ctrl_c(
    monkeypatch: pytest.MonkeyPatch, capsys: Shown
) -> None:
    def importing(_: object) -> int:
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)
        except KeyboardInterrupt:
            raise ImportError("half a library") from None
        return 0

    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(command_line, "_run", importing)
    with pytest.raises(SystemExit) as stop:
        main([])
    assert stop.value.code == 130
    assert capsys.readouterr().err == "Afgebroken. Er is niets half geschreven.\n"
    assert signal.getsignal(signal.SIGINT) is before, "what Ctrl-C did goes back"


def test_a_fault_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(command_line, "_run", broken)
    with pytest.raises(ZeroDivisionError):
        main([])


def test_outside_the_main_thread_it_works_too(capsys: Shown) -> None:
    found: list[object] = []

    def ran() -> None:
        try:
            main(["--versie"])
        except SystemExit as stop:
            found.append(stop.code)

    thread = threading.Thread(target=ran)
    thread.start()
    thread.join()
    assert found == [0]
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "de schijf is vol"),
        (PermissionError(errno.EACCES, "Permission denied", "/geheim"), "'/geheim' is niet te lezen of te schrijven"),
        (MemoryError(), "er is te weinig geheugen. Kies minder huishoudens of trekkingen."),
    ],
)
def test_what_the_machine_refuses_becomes_one_message(
    error: Exception, message: str, service: Service, run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    import bouwstenen

    # The real standard output is let go after such an error, so the test looks at the file descriptors.
    keep = os.dup(1)
    try:
        bouwstenen.service.run = refuse  # type: ignore[attr-defined]
        assert run("doorreken") == 2
    finally:
        os.dup2(keep, 1)
        os.close(keep)
    told = capfd.readouterr().err
    assert message in told
    assert told.count("Fout") == 1
    assert "Traceback" not in told


def test_without_a_home_that_can_be_written_a_folder_of_its_own_is_used(
    monkeypatch: pytest.MonkeyPatch, capsys: Shown
) -> None:
    for name in (caches.VARIABLE, "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/dev/null")
    with caches.usable_cache():
        folder = Path(os.environ[caches.VARIABLE])
        assert folder.is_dir()
    assert caches.VARIABLE not in os.environ
    assert not folder.exists()
    assert capsys.readouterr().err == "", "nothing was kept, so nothing is said"
    with caches.usable_cache():
        (Path(os.environ[caches.VARIABLE]) / "kernel.py").write_text("")
    told = " ".join(capsys.readouterr().err.split())
    assert "/dev/null/.cache/bouwstenen is niet te schrijven" in told
    assert "Zet BOUWSTENEN_CACHE op een map die te schrijven is." in told


def test_a_home_that_can_be_written_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Shown) -> None:
    monkeypatch.delenv(caches.VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with caches.usable_cache():
        assert caches.VARIABLE not in os.environ
    assert capsys.readouterr().err == ""
    monkeypatch.setenv(caches.VARIABLE, "/dev/null/hier")
    with caches.usable_cache():
        assert os.environ[caches.VARIABLE] == "/dev/null/hier", "what the user chose is left alone"


# text and numbers on the screen


@contextlib.contextmanager
def standard_output(monkeypatch: pytest.MonkeyPatch, encoding: str) -> Any:
    """Standard output with an encoding; gives what was written when it is called."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    prepare_streams()

    def written() -> str:
        stream.flush()
        return raw.getvalue().decode(encoding)

    yield written
    monkeypatch.undo()


def test_a_minus_stays_a_minus(monkeypatch: pytest.MonkeyPatch) -> None:
    with standard_output(monkeypatch, "cp1252") as written:
        say("−39,3 → 2,7 ≤ 3 ✗ €5 ė")
        assert written() == "-39,3 -> 2,7 <= 3 x €5 ?\n"
    with standard_output(monkeypatch, "utf-8") as written:
        say("−39,3 → ė")
        assert written() == "−39,3 → ė\n"


def test_json_loses_no_sign_on_a_screen_that_lacks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with standard_output(monkeypatch, "cp1252") as written:
        print_json({"a": "−ė", "b": math.nan, "c": (1.5, math.inf), 2030: None})
        assert json.loads(written()) == {"a": "−ė", "b": None, "c": [1.5, None], "2030": None}
    with standard_output(monkeypatch, "utf-8") as written:
        print_json({"a": "ė"})
        assert "ė" in written()


def test_numbers_that_json_does_not_have_become_null() -> None:
    assert finite({"a": [float("nan"), -0.5, (float("-inf"),)], "b": "x", "c": True}) == {
        "a": [None, -0.5, [None]], "b": "x", "c": True,
    }  # fmt: skip


def test_control_characters_markup_and_emoji_of_a_user_do_nothing(capsys: Shown) -> None:
    evil = "a\x1b]0;titel\x07b\x9b31m [red]rood[/] :x: 0:100:0 \u202ex"
    assert clean("a\nb\N{NO-BREAK SPACE}c\x00\x7f") == "a\nb\N{NO-BREAK SPACE}c"
    say(evil)
    grid = Grid("kop")
    grid.add_row(evil)
    Screen().print(grid, Text("los"))
    Screen().print(evil)
    shown = capsys.readouterr().out
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)
    assert shown.count("[red]rood[/] :x: 0:100:0") == 3


def test_a_message_holds_no_control_characters(run: Run, capsys: Shown) -> None:
    assert run("dekking", "--blok", "B\x1b[31m9") == 2
    assert "\x1b" not in capsys.readouterr().err


def test_no_number_is_cut_on_forty_columns(
    service: Service, run: Run, capsys: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    for width in ("40", "20"):
        monkeypatch.setenv("COLUMNS", width)
        assert run("put") == 0
        shown = capsys.readouterr().out
        assert "−40.712.409" in shown
        assert "…" not in shown
        assert "\x1b[" not in shown, "no colours for who cannot see them"


def test_csv_holds_no_formula_and_numbers_stay_numbers(capsys: Shown) -> None:
    print_csv(("a", "b"), [("=HYPERLINK(1)", -1.5), ("+1", 2), ("@x", None), ("gewoon\x1b", True), ("-x", 0)])
    assert capsys.readouterr().out.splitlines() == [
        "a,b", "'=HYPERLINK(1),-1.5", "'+1,2", "'@x,", "gewoon,True", "'-x,0",
    ]  # fmt: skip


def test_progress_says_nothing_when_nobody_watches(capsys: Shown) -> None:
    with progress("Begin") as tell:
        tell("Verder [red] :x: \x1b")
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "")


def test_one_form_of_output() -> None:
    one_form(as_json=True, as_csv=False)
    one_form(as_json=False, as_csv=True)
    with pytest.raises(InputError, match="Kies --json of --csv"):
        one_form(as_json=True, as_csv=True)


# help


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        ("No such option: --a (Possible options: --b, --c)", "De optie --a bestaat niet. Bedoelde u --b, --c?"),
        ("No such option: --uti Did you mean --uit?", "De optie --uti bestaat niet. Bedoelde u --uit?"),
        ("No such option: --xyz", "De optie --xyz bestaat niet."),
        ("No such command 'ton'. Did you mean 'toon'?", "De opdracht 'ton' bestaat niet. Bedoelde u 'toon'?"),
        ("Missing argument 'getal'.", "Het argument getal ontbreekt."),
        ("Missing option '--doel'.", "De optie --doel ontbreekt."),
        ("Missing command.", "Er staat geen opdracht."),
        ("Option '--pm' requires an argument.", "De optie --pm vraagt een waarde."),
        ("Option '--verloop' requires 2 arguments.", "De optie --verloop vraagt 2 waarden."),
        ("Option '--json' does not take a value.", "De optie --json krijgt geen waarde."),
        ("Got unexpected extra argument(s) (b)", "Dit is te veel: b."),
        ("Got unexpected extra arguments (b c)", "Dit is te veel: b c."),
        ("Invalid value for 'x': Input should be a valid integer", "De waarde voor 'x' kan niet: schrijf een heel getal."),  # noqa: E501
        ("Iets nieuws", "Iets nieuws"),
    ],
)  # fmt: skip
def test_usage_errors_are_dutch(english: str, dutch: str) -> None:
    assert dutch_usage_error(english) == dutch


def test_no_flag_is_cut_in_help_on_a_narrow_screen(
    service: Service, run: Run, capsys: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert run("waarom", "--help") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "  --trekkingen GETAL" in lines
    assert "  --deksel, --geen-deksel" in lines
    assert "  --lezing krap|midden|ruim" in lines
    assert "  GETAL" in lines
    assert "  --json" in lines
    assert not [line for line in lines if "…" in line or len(line) > 90]
    about = lines[lines.index("  --trekkingen GETAL") + 1 :]
    assert max(map(len, about[: about.index("")])) <= 40


def test_a_program_or_group_without_a_command_shows_its_help(service: Service, run: Run, capsys: Shown) -> None:
    for command in ([], ["wet"], ["cache"]):
        assert run(*command) == 0
        shown = capsys.readouterr()
        assert shown.out.startswith(f"Gebruik: {' '.join(['bouwstenen', *command])} OPDRACHT")
        assert shown.err == ""


@pytest.mark.parametrize(
    "command",
    [
        [], ["doorreken"], ["vergelijk"], ["waarom"], ["put"], ["putmaanden"], ["molen"], ["zoek"], ["gemeente"],
        ["populatie"], ["huishouden"], ["standaard"], ["dekking"], ["controleer"], ["hefbomen"], ["cijfers"],
        ["wet", "lijst"], ["wet", "toon"], ["wet", "raakt"], ["cache", "leeg"], ["wet"], ["cache"], ["toets"],
    ],
)  # fmt: skip
def test_help_of_every_command_is_dutch_and_has_an_example(
    command: list[str], service: Service, run: Run, capsys: Shown
) -> None:
    assert run(*command, "--help") == 0
    shown = capsys.readouterr().out
    assert "Gebruik:" in shown
    assert "Voorbeeld" in shown
    for english in ("Usage", "Options", "Commands", "Arguments", "Show this", "<str>", "<bool>", "<path>", "required"):
        assert english not in shown


def test_the_first_screen_names_every_command_also_those_of_models(service: Service, run: Run, capsys: Shown) -> None:
    assert run("--help") == 0
    lines = capsys.readouterr().out.splitlines()
    for name in ("doorreken", "putmaanden", "put", "molen", "gemeente", "cache", "toets"):
        assert f"  {name}" in lines
    assert "  *" not in lines
    assert run("*") == 2


def test_a_plain_list_loads_no_models() -> None:
    code = "import sys; from bouwstenen.cli import main\ntry: main(['dekking', '--csv'])\nexcept SystemExit: pass\n"
    heavy = "('bouwstenen.models', 'bouwstenen.runs', 'numba')"
    asked = f"{code}print(sorted(name for name in sys.modules if name.startswith({heavy})))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    found = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, check=True, text=True)
    assert found.stdout.splitlines()[-1] == "[]"
