"""The `kiosk` command: flags, sub-commands and exit codes."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

DONE, FAILED, USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 done, 1 refused or failed, 2 usage."""
    arguments = parser().parse_args(argv)
    from kiosk.ports import RecordFault

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return int(arguments.run(arguments))
    except RecordFault as fault:
        return _say_failure(str(fault))
    except KeyboardInterrupt:
        return _say_failure("Stopped. Nothing that was stored is lost.")
    except BrokenPipeError:
        # The reader has gone; what is still in the buffer must not fail again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        return _say_failure(f"That did not work: {error.strerror or error}. Nothing that was stored is lost.")


def _say_failure(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201
    return FAILED


# --- the arguments -------------------------------------------------------------------------------------


def parser() -> argparse.ArgumentParser:
    """All flags and sub-commands; `--data` may come before or after a sub-command."""
    top = argparse.ArgumentParser(
        prog="kiosk",
        description="Decide things together: rounds, consent and objections at a shared device, offline.",
        epilog="Example: kiosk --demo",
    )
    _add_data(top, None)
    top.add_argument("--demo", action="store_true", help="use the sample circle, in a record of its own")
    top.add_argument("--silent", action="store_true", help="no speech in or out")
    top.set_defaults(run=_run_kiosk)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    _add_plain(commands)
    _add_record(commands)
    _add_speech(commands)
    _add_play(commands)
    doctor = _command(commands, "doctor", "what works on this device, and the next step", "kiosk doctor")
    doctor.set_defaults(run=_run_doctor)
    return top


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _command(commands: Commands, name: str, what: str, example: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(
        name, help=what, description=what[0].upper() + what[1:] + ".", epilog=f"Example: {example}"
    )
    _add_data(made, argparse.SUPPRESS)
    return made


def _add_data(to: argparse.ArgumentParser, default: object) -> None:
    to.add_argument(
        "--data", metavar="DIR", type=_named, default=default, help="the record's folder (or set KIOSK_DATA)"
    )


def _named(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("this folder has no name")
    return Path(text)


def _rate(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and 60 <= int(text) <= 240):
        raise argparse.ArgumentTypeError("from 60 to 240 words a minute")
    return int(text)


def _add_plain(commands: Commands) -> None:
    plain = _command(commands, "plain", "the same conversation line by line", "kiosk plain --demo")
    plain.add_argument("--json", action="store_true", help="one JSON object a line, prompts out, replies in")
    plain.add_argument("--demo", action="store_true", default=argparse.SUPPRESS, help="use the sample circle")
    plain.set_defaults(run=_run_plain)


def _add_play(commands: Commands) -> None:
    play = _command(
        commands,
        "play",
        "play a written meeting through the real kiosk, never on a real record",
        "kiosk play a-problem-without-words",
    )
    play.add_argument(
        "script", nargs="?", metavar="SCRIPT", help="a TOML file, or one of the shipped meetings"
    )
    play.add_argument("--lines", action="store_true", help="line by line, also where there is a screen")
    play.add_argument("--pause", type=_seconds, default=None, metavar="SECONDS", help="between two replies")
    play.add_argument("--voice", action="store_true", help="say every page aloud")
    play.set_defaults(run=_run_play)


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds <= 60:
        raise argparse.ArgumentTypeError("from 0 to 60 seconds")
    return seconds


def _add_record(commands: Commands) -> None:
    record = _command(commands, "record", "check the record, or write it out", "kiosk record verify")
    inner = record.add_subparsers(title="commands", metavar="COMMAND", required=True)
    verify = _command(inner, "verify", "check every entry and signature", "kiosk record verify")
    verify.set_defaults(run=_run_verify)
    export = _command(inner, "export", "write out the record", "kiosk record export --json")
    export.add_argument("--json", action="store_true", help="JSON lines; without it a readable page")
    export.set_defaults(run=_run_export)
    decisions = _command(inner, "decisions", "write out each decision", "kiosk record decisions --to pages")
    decisions.add_argument("--json", action="store_true", help="a JSON object each; without it a page each")
    decisions.add_argument("--to", type=Path, metavar="FOLDER", help="a file each, in this folder")
    decisions.set_defaults(run=_run_decisions)


def _add_speech(commands: Commands) -> None:
    speech = _command(commands, "speech", "try speech in and out", 'kiosk speech say "Hello"')
    inner = speech.add_subparsers(title="commands", metavar="COMMAND", required=True)
    hear = _command(inner, "hear", "recognise sound files", "kiosk speech hear yes.wav --phrases yes,no")
    hear.add_argument("files", nargs="+", metavar="FILE", help="wav files to hear")
    hear.add_argument("--phrases", help="what may be said, with commas between")
    hear.add_argument("--engine", help="which recogniser")
    hear.add_argument("--language", default="en", help="language of the speech")
    hear.add_argument("--json", action="store_true", help="one JSON object a file")
    hear.set_defaults(run=_run_hear)
    say = _command(inner, "say", "say a sentence", 'kiosk speech say "Hello"')
    say.add_argument("text", help="what to say")
    say.add_argument("--out", type=Path, metavar="FILE", help="write a wav instead of playing it")
    say.add_argument("--rate", type=_rate, default=120, help="words a minute, 60 to 240")
    say.set_defaults(run=_run_say)
    engines = _command(inner, "engines", "what is installed", "kiosk speech engines")
    engines.add_argument("--json", action="store_true", help="one JSON object an engine")
    engines.set_defaults(run=_run_engines)
    add = _command(inner, "add-model", "install a Vosk model", "kiosk speech add-model model.zip")
    add.add_argument("source", help="a zip file, a folder, or its official address")
    add.set_defaults(run=_run_add_model)


# --- what they do --------------------------------------------------------------------------------------


def _folder(arguments: argparse.Namespace) -> Path:
    from kiosk.wiring import default_folder

    given = arguments.data or os.environ.get("KIOSK_DATA")
    return Path(given) if given else default_folder()


def _with_folder(arguments: argparse.Namespace, run: Callable[[Path, bool], int]) -> int:
    """Run on the record's folder; the sample circle has one of its own, never a record in use."""
    if not getattr(arguments, "demo", False):
        return run(_folder(arguments), False)
    if arguments.data is None:
        with tempfile.TemporaryDirectory(prefix="in-the-round-") as made:
            return run(Path(made), True)
    folder = Path(arguments.data)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        again = " To go on with it, leave out --demo." if folder.is_dir() else ""
        told = f"The sample circle needs an empty folder. {folder} is not empty.{again}"
        print(told, file=sys.stderr)  # noqa: T201
        return USAGE
    return run(folder, True)


def _run_kiosk(arguments: argparse.Namespace) -> int:
    def run(folder: Path, demo: bool) -> int:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            return _say_failure("The kiosk needs a screen. Try: kiosk plain")
        from kiosk.full_screen import run_full_screen

        return run_full_screen(folder, demo=demo, silent=arguments.silent)

    return _with_folder(arguments, run)


def _run_plain(arguments: argparse.Namespace) -> int:
    def run(folder: Path, demo: bool) -> int:
        from kiosk import joining, wiring

        if not demo and joining.join(folder, as_json=arguments.json):
            return DONE
        with wiring.open_kiosk(folder, demo=demo) as kiosk:
            _tell_alarms(kiosk.record.alarms)
            lines = cast(BinaryIO, sys.stdin.buffer)
            with joining.let_in(kiosk.session, folder):
                for text in joining.talk_over(kiosk.session, lines, as_json=arguments.json):
                    sys.stdout.write(text)
                    sys.stdout.flush()
        return DONE

    return _with_folder(arguments, run)


def _run_play(arguments: argparse.Namespace) -> int:
    from kiosk import wiring
    from kiosk.play import play
    from kiosk.script import ScriptFault, read_script

    if not arguments.script:
        for name, title in wiring.stories():
            print(f"{name}: {title}")  # noqa: T201
        return DONE
    if getattr(arguments, "data", None) is not None:
        print("A written meeting has a record of its own. Leave out --data.", file=sys.stderr)  # noqa: T201
        return USAGE
    try:
        script = read_script(wiring.story(arguments.script))
        if arguments.lines or not (sys.stdin.isatty() and sys.stdout.isatty()):
            play(script, sys.stdout.write, pause=arguments.pause or 0.0)
            return DONE
        from kiosk.full_screen import play_full_screen

        pause = 2.0 if arguments.pause is None else arguments.pause
        went_wrong = play_full_screen(script, pause=pause, aloud=arguments.voice)
        return _say_failure(went_wrong) if went_wrong else DONE
    except ScriptFault as fault:
        return _say_failure(str(fault))


def _tell_alarms(alarms: Sequence[str]) -> None:
    for alarm in alarms:
        print(alarm, file=sys.stderr)  # noqa: T201


def _run_verify(arguments: argparse.Namespace) -> int:
    from kiosk import wiring

    return wiring.verify(_folder(arguments))


def _run_export(arguments: argparse.Namespace) -> int:
    from kiosk import wiring

    return wiring.export(_folder(arguments), as_json=arguments.json)


def _run_decisions(arguments: argparse.Namespace) -> int:
    from kiosk import wiring

    return wiring.decisions(_folder(arguments), as_json=arguments.json, to=arguments.to)


def _run_hear(arguments: argparse.Namespace) -> int:
    from kiosk import wiring

    phrases = [p.strip() for p in arguments.phrases.split(",") if p.strip()] if arguments.phrases else None
    code: int = wiring.speech_commands().hear(
        arguments.files,
        phrases,
        arguments.engine,
        arguments.json,
        wiring.models_folder(_folder(arguments)),
        sys.stdout,
        sys.stderr,
        arguments.language,
    )
    return code


def _run_say(arguments: argparse.Namespace) -> int:
    from kiosk import wiring

    say = wiring.speech_commands().say
    return int(say(arguments.text, out_file=arguments.out, rate=arguments.rate, err=sys.stderr))


def _run_engines(arguments: argparse.Namespace) -> int:
    from kiosk import wiring

    models = wiring.models_folder(_folder(arguments))
    return int(wiring.speech_commands().engines(arguments.json, models, sys.stdout))


def _run_add_model(arguments: argparse.Namespace) -> int:
    from kiosk import wiring

    models = wiring.models_folder(_folder(arguments))
    return wiring.add_model(arguments.source, models)


def _run_doctor(arguments: argparse.Namespace) -> int:
    from kiosk import doctor, wiring

    code = doctor.run(wiring.checks(_folder(arguments)), sys.stdout)
    return _say_failure("Something that the kiosk needs does not work yet.") if code else DONE
