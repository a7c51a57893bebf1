"""`decide`: a command and the state give events, all stored as one entry, or a refusal. Pure."""

from collections.abc import Callable

from kiosk.governance import circles, consent, drafting, meetings, objections, process, rounds
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.fold import apply
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.state import Circle, Organisation, Proposal

Result = tuple[e.Event, ...] | Refused


def decide(state: Organisation, command: c.Command) -> Result:
    """What the rules make of a command: the events of one entry, guided moves included, or Refused."""
    if isinstance(command, c.FoundCircle):
        return circles.found(state, command)
    circle = state.circles.get(command.circle)
    if circle is None:
        return UNKNOWN
    if command.by != command.turn:
        return Refused("R16", "not_your_turn", (command.turn,) if command.turn else ())
    if command.by not in circle.members:
        return Refused("R7", "not_member")
    made = _in_circle(state, circle, command)
    if isinstance(made, Refused):
        return made
    return _with_guided_moves(state, circle.id, made)


def _with_guided_moves(state: Organisation, circle_id: str, made: tuple[e.Event, ...]) -> Result:
    """Add the moves that need nobody's choice, until there are none: rounds close, open, show."""
    pending = made
    events: tuple[e.Event, ...] = ()
    while pending:
        for event in pending:
            stand_in = e.Recorded(event, f"pending.{len(events)}", "", "", "", 0, 0, "", "")
            state = apply(state, stand_in)
            events = (*events, event)
        pending = process.guided_moves(state.circles[circle_id])
    return events


def _in_circle(state: Organisation, circle: Circle, command: c.Command) -> Result:
    match command:
        case c.BeginMeeting():
            return meetings.begin(circle, command)
        case c.ChangeHere():
            return meetings.change_here(circle, command)
        case c.PauseMeeting():
            return meetings.pause(circle, command)
        case c.ResumeMeeting():
            return meetings.resume(circle, command)
        case c.EndMeeting():
            return meetings.end(circle, command)
        case c.RaiseTopic():
            return drafting.raise_topic(circle, command)
        case c.BeginDraft():
            return drafting.begin_draft(circle, command)
        case c.WantTalk():
            known = command.to in circle.members and command.to != command.by
            return (e.TalkWanted(circle.id, command.by, command.to),) if known else UNKNOWN
        case c.SayTalked():
            wanted = (command.other, command.by) in circle.talks
            return (e.TalkHad(circle.id, command.by, command.other),) if wanted else UNKNOWN
        case c.SayRight() | c.SayNotRight():
            return _about_own_acts(circle, command)
        case _:
            return _on_the_table(state, circle, command)


def _about_own_acts(circle: Circle, command: c.SayRight | c.SayNotRight) -> Result:
    own = {a.id for a in circle.acts.get(command.by, ())}
    if isinstance(command, c.SayRight):
        acts = tuple(a for a in command.acts if a in own)
        return (e.SaidRight(circle.id, command.by, acts),) if acts else UNKNOWN
    if command.act not in own:
        return Refused("R14", "not_yours")
    return (e.SaidNotRight(circle.id, command.by, command.act),)


def _on_the_table(state: Organisation, circle: Circle, command: c.Command) -> Result:
    proposal = process.find(circle, command)
    if proposal is None:
        return UNKNOWN
    if isinstance(command, c.GiveAnswer):
        return consent.give_answer(state, circle, proposal, command)
    if isinstance(command, c.MakeReady):
        return consent.make_ready(state, circle, proposal, command)
    if isinstance(command, objections.Work):
        return objections.work_on(circle, proposal, command)
    handler = _HANDLERS.get(type(command))
    return handler(circle, proposal, command) if handler else UNKNOWN


_HANDLERS: dict[type[c.Command], Callable[[Circle, Proposal, c.Command], Result]] = {
    c.WriteVersion: drafting.write_version,  # type: ignore[dict-item]
    c.ConfirmMeaning: drafting.confirm_meaning,  # type: ignore[dict-item]
    c.PutOnAgenda: drafting.put_on_agenda,  # type: ignore[dict-item]
    c.Present: drafting.present,  # type: ignore[dict-item]
    c.Drop: drafting.drop,  # type: ignore[dict-item]
    c.MarkNotHere: rounds.mark_not_here,  # type: ignore[dict-item]
    c.AskQuestion: rounds.ask_question,  # type: ignore[dict-item]
    c.AnswerQuestion: rounds.answer_question,  # type: ignore[dict-item]
    c.React: rounds.react,  # type: ignore[dict-item]
    c.Pass: rounds.pass_,  # type: ignore[dict-item]
    c.HearObjections: consent.hear_objections,  # type: ignore[dict-item]
    c.ConfirmNobodyChanges: consent.confirm_nobody_changes,  # type: ignore[dict-item]
}
