"""The conversation line by line: numbered choices, no cursor movement; for screen readers and braille."""

from collections.abc import Callable, Iterable, Iterator

from kiosk.conversation.outcomes import Fault, Notice, Outcome, Stored, Turned
from kiosk.conversation.prompts import Kind, Line, line
from kiosk.conversation.replies import Choose, Hear, Reply, Said, Write
from kiosk.conversation.sheets import Sheet, Tile
from kiosk.seat import Seat

Say = Callable[[Line], str]
LETTERS = {
    "h": "help",
    "?": "help",
    "a": "again",
    "r": "again",
    "b": "back",
    "p": "pause",
    "c": "cards",
    "x": "hide",
}
"""Short ways to the constant choices."""


def converse(seat: Seat, lines: Iterable[str], say: Say) -> Iterator[str]:
    """Yield the text that goes out for the lines that come in; ends when they do.

    A line is about the page last shown here, so it can never answer one not seen.
    """
    seen = seat.prompt_id
    yield page_text(seat.sheet, say)
    for raw in lines:
        words = raw.strip()
        if not words:
            continue
        if beyond := out_of_reach(words, seat.sheet):
            yield say(beyond) + "\n"
            seat.show_again()
        else:
            for outcome in seat.reply(Reply(said_by(words, seat.sheet), "plain", seen)):
                yield outcome_text(outcome, say)
        seen = seat.prompt_id
        yield page_text(seat.sheet, say)


def said_by(words: str, sheet: Sheet) -> Said:
    """What a typed line means on this page: a number, a letter, own words, or the words of a choice."""
    # Never a number of any length: Python refuses to read one of some thousand digits.
    if words.isdecimal() and len(words) <= 2 and 1 <= int(words) <= len(sheet.tiles):
        return Choose(sheet.tiles[int(words) - 1].id)
    if words.casefold() in LETTERS:
        return Choose(LETTERS[words.casefold()])
    by_label = {tile.label.casefold(): tile.id for tile in (*sheet.always, *sheet.tiles)}
    if words.casefold() in by_label:
        return Choose(by_label[words.casefold()])
    return Write(words) if sheet.free_answer else Hear(words)


def out_of_reach(words: str, sheet: Sheet) -> Line | None:
    """That there are only so many choices, for a number that is none of them; own words may be a number."""
    # A long row of digits is no number of a choice that somebody mistyped.
    number = words.removeprefix("-").isdecimal() and len(words) <= 4
    if sheet.free_answer or not number or not sheet.tiles or isinstance(said_by(words, sheet), Choose):
        return None
    count = len(sheet.tiles)
    return line("plain.only", number=str(count)) if count > 1 else line("plain.only_one")


def page_text(sheet: Sheet, say: Say) -> str:
    """A page as lines of text."""
    # Own words may have several lines; here a line is a sentence, a choice, or the kiosk's own.
    lines = ["", _band(sheet, say), *(" ".join(text.split()) for text in (*sheet.body, sheet.title))]
    for number, tile in enumerate(sheet.tiles, start=1):
        lines.append(f"  {number}. {' '.join(_label(tile, sheet, say).split())}")
    if sheet.free_answer and sheet.kind is Kind.WRITE:
        keep = [str(at) for at, tile in enumerate(sheet.tiles, start=1) if tile.id == "keep"]
        how = line("plain.keep_or_more", number=keep[0]) if keep else line("plain.write_here")
        lines.append(say(how))
    lines.append(say(line("plain.always")))
    return "\n".join(lines) + "\n"


def _band(sheet: Sheet, say: Say) -> str:
    if sheet.asked_of is None:
        return "----"
    key = "screen.band_handover" if sheet.kind is Kind.HAND_OVER else "screen.band"
    return f"---- {say(line(key, name=sheet.asked_of.name))} ----"


def _label(tile: Tile, sheet: Sheet, say: Say) -> str:
    if sheet.kind is Kind.CHOOSE_MANY and tile.marked:
        return say(line("plain.marked", words=tile.label))
    return tile.label


def outcome_text(outcome: Outcome, say: Say) -> str:
    """What came of a reply, as a line of text."""
    match outcome:
        case Stored():
            return say(line("plain.stored")) + "\n"
        case Notice(text) | Turned(_, text) | Fault(text):
            return text + "\n"
