"""Commands of every kind, with arguments that fit, are stale, are another's, or are made up."""

import dataclasses
import random
import typing
from dataclasses import replace

from kiosk.governance import commands as c
from kiosk.governance.state import Proposal
from kiosk.governance.words import Answer, Given, Wording
from tests.governance.table import FRIDAYS, Table

PARTS = ("meetings", "objections", "own", "people", "proposals", "rounds")
KINDS: tuple[type[c.Command], ...] = tuple(
    kind
    for kind in c.Command.__subclasses__()
    if kind.__module__.rpartition(".")[2] in PARTS and kind is not c.OpenMatter
)
"""What one circle on one device asks for; the machine of the whole organisation has all the others."""
JUNK = ("", "nobody", "/", "\0", "é" * 300, "circle-f1", "𝟚", " ")
WORDS = ("ok", "problem", "come_back", "withdrawn", "ok", "problem", "abstain", "", "OK", "silent")
FORMS = (
    "",
    "words",
    "pictures",
    "help",
    "private",
    "fixed",
    "can_live",
    "tired",
    "people",
    "wish",
    "not_now",
)
WORDINGS = (
    FRIDAYS,
    replace(FRIDAYS, easy="Friends on Fridays."),
    replace(FRIDAYS, if_missed="goes_on", risk="Ada would lose her friends."),
    replace(FRIDAYS, if_missed="goes_on", risk=" "),
    replace(FRIDAYS, if_missed="perhaps"),
    replace(FRIDAYS, review_day="soon"),
    replace(FRIDAYS, who=""),
    Wording(what="Only this."),
    Wording(),
)
SAYS = (
    Answer("ok"),
    Answer("ok"),
    Answer("problem"),
    Answer("problem", "pictures", "", ("money",)),
    Answer("problem", "private", "It must not be kept."),
    Answer("come_back"),
    Answer("withdrawn", "fixed"),
    Answer("withdrawn", "can_live"),
    Answer("withdrawn", "tired"),
)
"""What people say in a consent round; from the sixth on, what to do with a problem of one's own."""
WAYS_TO_SAY_IT = tuple(
    replace(FRIDAYS, what=f"{FRIDAYS.what} {more}", if_missed=missed, easy=easy)
    for missed in ("stops", "stops", "stops", "")
    for more in ("", "With a taxi.", "Until nine.")
    for easy in ("Friends on Fridays.", "")
)


def hostile(table: Table, rng: random.Random) -> c.Command:
    """Any command: half of its arguments fit what is on the table now."""
    kind = rng.choice(KINDS)
    proposals = list(table.circle.proposals.values())
    near = rng.choice(proposals) if proposals else None
    hints = typing.get_type_hints(kind)
    filled: dict[str, typing.Any] = {
        f.name: _value(table, rng, near, f.name, hints[f.name]) for f in dataclasses.fields(kind)
    }
    # Nobody helps here; help has circles of its own.
    command = replace(kind(**filled), entered_by="", helper="")
    return replace(command, turn=command.by) if rng.random() < 0.8 else command


def _value(table: Table, rng: random.Random, near: Proposal | None, name: str, hint: object) -> object:
    if name == "circle" and rng.random() < 0.95:
        return table.circle.id
    if hint is str:
        fit = _fitting(table, rng, near, name) if near and rng.random() < 0.8 else []
        return rng.choice(fit or _known(table, name))
    return _other(table, rng, near, hint)


def _fitting(table: Table, rng: random.Random, near: Proposal, name: str) -> list[str]:
    """What fits this proposal as it is now."""
    match name:
        case "proposal":
            return [near.id]
        case "version_id" | "after" | "heard":
            return [near.current.id if near.current else ""]
        case "round":
            return [near.rounds[-1].id] if near.rounds else []
        case "objection":
            return [o.id for o in near.standing]
        case "question":
            return [q.id for q in near.questions if not q.settled]
        case "by" | "person" | "to" | "other":
            return list(table.members)
        case _:
            return []


def _known(table: Table, name: str) -> list[str]:
    """All that was ever there under such a name, and what never was."""
    proposals = list(table.circle.proposals.values())
    known: dict[str, list[str]] = {
        "proposal": [p.id for p in proposals],
        "version_id": [v.id for p in proposals for v in p.versions],
        "round": [r.id for p in proposals for r in p.rounds],
        "objection": [o.id for p in proposals for o in p.objections],
        "question": [q.id for p in proposals for q in p.questions],
        "by": list(table.members),
        "topic": list(table.circle.topics),
        "act": [r.id for r in table.history],
        "form": list(FORMS),
        "words": ["It is late.", "Ada likes it."],
        "way": ["draft", "amend"],
    }
    same = {
        "after": "version_id",
        "heard": "version_id",
        "person": "by",
        "to": "by",
        "turn": "by",
        "other": "by",
    }
    return [*known.get(same.get(name, name), []), *JUNK]


def _other(table: Table, rng: random.Random, near: Proposal | None, hint: object) -> object:
    if hint is bool:
        return rng.random() < 0.5
    if hint is int:
        now = near.rounds[-1].facts if near and near.rounds else 0
        return rng.choice([now, now, now, now - 1, now + 1, 0, -7, 10**9])
    if hint is Answer:
        return Answer(rng.choice(WORDS), rng.choice(FORMS), rng.choice(["", "Too late."]), ())
    if hint is Given:
        return Given(rng.choice(["keys", "voice", "script"]), rng.choice(["", *table.members]))
    if hint is Wording:
        return rng.choice(WORDINGS)
    if hint == tuple[c.NewPerson, ...]:
        return tuple(c.NewPerson(name, "worker") for name in rng.sample(["Di", "Ed", "Flo", ""], 2))
    pool = [*table.members, *(r.id for r in table.history), "nobody"]
    return tuple(rng.sample(pool, rng.randrange(min(len(pool), 5))))
