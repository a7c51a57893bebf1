"""What comes next (R18): the next step from the table, and the moves that make themselves."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.consent import (
    all_in,
    held_back,
    objections_now,
    to_be_heard,
    unmet,
)
from kiosk.governance.easy import needs_easy
from kiosk.governance.helped import may_vouch, wants_witness
from kiosk.governance.own_life import in_the_way, lacking, to_ask_about
from kiosk.governance.registry import CIRCLE_MOVES, EFFECTS, MOVES, moves_itself
from kiosk.governance.rounds import open_round, to_ask
from kiosk.governance.sequences import SPEAKING, sequence
from kiosk.governance.standing_in import named, was_asked
from kiosk.governance.state import Circle, Objection, Organisation, Proposal, Question, Round


@dataclass(frozen=True, slots=True)
class FillIn:
    """The circle fills in a part of the wording."""

    part: str


@dataclass(frozen=True, slots=True)
class AskMeaning:
    """The one who raised it is asked: is that what you meant?"""

    person: str


@dataclass(frozen=True, slots=True)
class PutOn:
    """The draft is complete and can go on the agenda."""


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """The whole text is shown and read aloud to those here."""


@dataclass(frozen=True, slots=True)
class AskNext:
    """This person is asked in this round."""

    round: Round
    person: str


@dataclass(frozen=True, slots=True)
class Settle:
    """A question waits for an answer."""

    question: Question


@dataclass(frozen=True, slots=True)
class Restate:
    """The facilitator restates the final wording; then the consent round opens (R12)."""

    person: str


@dataclass(frozen=True, slots=True)
class Propose:
    """Whoever helps says whom the reasons speak for (R12, R13)."""

    person: str


@dataclass(frozen=True, slots=True)
class LookBack:
    """Those here look back: it is read, and then each is asked how it went.

    `person` is whose role it is, where it is looked at how somebody does that.
    """

    person: str = ""


@dataclass(frozen=True, slots=True)
class ChooseWay:
    """The circle says what becomes of a decision: keep, change or end."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Everyone here has answered; these are still to be heard (R3)."""

    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadObjections:
    """Every objection is read out before any is worked on."""

    round: Round


@dataclass(frozen=True, slots=True)
class PickObjection:
    """The circle turns to one of several objections."""

    objections: tuple[Objection, ...]


@dataclass(frozen=True, slots=True)
class Understand:
    """The objector is asked what might happen."""

    objection: Objection


@dataclass(frozen=True, slots=True)
class Tie:
    """The circle says how the problem touches its aim."""

    objection: Objection


@dataclass(frozen=True, slots=True)
class Explore:
    """Ideas for meeting the objection, the objector's own first."""

    objection: Objection
    person: str


@dataclass(frozen=True, slots=True)
class Amend:
    """The circle changes the words to meet the objection."""

    objection: Objection


@dataclass(frozen=True, slots=True)
class LastCheck:
    """Does anyone want to change? (R11)."""

    round: Round


@dataclass(frozen=True, slots=True)
class OfferAdvocate:
    """Who may be removed is asked whether somebody should speak beside them (R21)."""

    person: str


@dataclass(frozen=True, slots=True)
class HearForThem:
    """Somebody is heard for those who cannot be reached, before the circle is asked about them (R19)."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """The circle may not go on with this now; `key` says why, `names` its people."""

    key: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChooseWho:
    """The circle says whom the words choose."""


@dataclass(frozen=True, slots=True)
class CharterFirst:
    """A new circle says yes to its own aim before it decides anything else."""


@dataclass(frozen=True, slots=True)
class WriteEasy:
    """Somebody writes the easy words: a member uses them, and these words have none (R8)."""


@dataclass(frozen=True, slots=True)
class AskAbout:
    """Somebody says whether this draft is about one person (R20)."""


@dataclass(frozen=True, slots=True)
class AskOwn:
    """Whose own life it is about is asked first, in private (R20)."""

    person: str


@dataclass(frozen=True, slots=True)
class AskWitness:
    """This person answered with help: somebody else who was there is asked to say so (R15)."""

    round: Round
    person: str


@dataclass(frozen=True, slots=True)
class AskForAnother:
    """Somebody may answer for this person, once the person was asked and gave no answer (R15)."""

    round: Round
    person: str


@dataclass(frozen=True, slots=True)
class Done:
    """Decided, or put away."""


Step = (
    FillIn
    | AskMeaning
    | PutOn
    | ReadAloud
    | AskNext
    | Settle
    | Restate
    | Propose
    | LookBack
    | ChooseWay
    | Wait
    | ReadObjections
    | PickObjection
    | Understand
    | Tie
    | Explore
    | Amend
    | LastCheck
    | OfferAdvocate
    | HearForThem
    | HeldBack
    | ChooseWho
    | CharterFirst
    | WriteEasy
    | AskAbout
    | AskOwn
    | AskWitness
    | AskForAnother
    | Done
)


PREPARATIONS: dict[str, Callable[[Circle, Proposal], Step | None]] = {}
"""By kind of matter: the next step of its own before the wording is filled in, or None."""


def next_step(circle: Circle, proposal: Proposal, later: frozenset[str] = frozenset()) -> Step:
    """The step the process offers now; `later` are those who asked not to be asked again this sitting."""
    if proposal.decision or proposal.dropped:
        return Done()
    round_ = proposal.consent_round
    if round_ is not None:
        return _in_consent(circle, proposal, round_, later)
    return _before_consent(circle, proposal, later)


def _before_consent(circle: Circle, proposal: Proposal, later: frozenset[str]) -> Step:
    if prepare := PREPARATIONS.get(proposal.matter.kind):
        step = prepare(circle, proposal)
        if step is not None:
            return step
    if missing := proposal.missing:
        return FillIn(missing[0])
    if needs_easy(circle, proposal) and not (proposal.round and proposal.round.open):
        return WriteEasy()
    raiser = circle.topics[proposal.topic].person if proposal.topic in circle.topics else proposal.author
    if raiser in circle.members and proposal.topic and not proposal.meant and not proposal.rounds:
        return AskMeaning(raiser)
    if of_one := _about_one(circle, proposal, later):
        return of_one
    if not proposal.on_agenda:
        return PutOn()
    speaking = proposal.round
    if speaking and speaking.open and speaking.kind in SPEAKING:
        return in_speaking(circle, proposal, speaking)
    if not set(sequence(proposal)) <= {r.kind for r in proposal.rounds}:
        return ReadAloud()
    if open_questions := [q for q in proposal.questions if not q.settled]:
        # A question from a consent round that ended with new words.
        return Settle(open_questions[0])
    if circle.charter.maker and not circle.charter.decision and proposal.matter.kind != "charter":
        return CharterFirst()
    return _held(circle, proposal) or Restate(circle.facilitator if circle.facilitator in circle.here else "")


def _about_one(circle: Circle, proposal: Proposal, later: frozenset[str]) -> Step | None:
    """Whose life is it? They say first, and nothing goes on without their word (R20)."""
    if to_ask_about(proposal) and not (proposal.round and proposal.round.open):
        return AskAbout()
    held = in_the_way(circle, proposal)
    if held is None:
        return None
    waiting = [person for person in lacking(circle, proposal) if person not in later]
    if held.key == "own_word_first" and waiting:
        return AskOwn(waiting[0])
    return HeldBack(held.key, held.names)


def in_speaking(circle: Circle, proposal: Proposal, round_: Round) -> Step:
    """The step in an open round in which those here speak."""
    waiting = to_ask(round_)
    # Who is not here is not waited for: the round is for those who are (R1).
    if here := [person for person in waiting if person in circle.here] or list(waiting):
        return AskNext(round_, here[0])
    open_questions = [q for q in proposal.questions if not q.settled]
    return Settle(open_questions[0]) if open_questions else ReadAloud()


def _in_consent(circle: Circle, proposal: Proposal, round_: Round, later: frozenset[str]) -> Step:
    open_questions = [q for q in proposal.questions if not q.settled]
    if open_questions:
        return Settle(open_questions[0])
    waiting = to_be_heard(round_)
    unsure = [p for p in waiting if waits_for_witness(round_, p)]
    for_them = [p for p in waiting if p not in unsure and named(circle, proposal, p)]
    asked = [p for p in for_them if was_asked(circle, round_, p)]
    here = [p for p in waiting if p in circle.here and p not in (*later, *unsure, *asked)]
    if here:
        # Who asked to be come back to is asked after the others (R2).
        asked_back = {p for p in here if _come_back(round_, p)}
        return AskNext(round_, next((p for p in here if p not in asked_back), here[0]))
    for person in unsure:
        there = any(may_vouch(round_, person, round_.answers[person], by) for by in circle.here)
        if there or (person in circle.here and person not in later):
            return AskWitness(round_, person)
    if circle.here and (for_another := asked or [p for p in for_them if p not in circle.here]):
        return AskForAnother(round_, for_another[0])
    if waiting:
        return Wait(waiting)
    if unmet(circle, proposal):
        return _with_objections(circle, proposal, round_)
    return _held(circle, proposal) or LastCheck(round_)


def waits_for_witness(round_: Round, person: str) -> bool:
    """Whether this person has answered these words with help, and somebody who was there has to say so.

    What the answer is makes no difference: it may be hidden (R23).
    """
    standing = round_.answers.get(person)
    if standing is None or standing.void or standing.rests or _come_back(round_, person):
        return False
    heard_all = (standing.version_id, standing.facts) == (round_.version_id, round_.facts)
    return heard_all and wants_witness(round_, standing)


def _held(circle: Circle, proposal: Proposal) -> HeldBack | None:
    held = held_back(circle, proposal)
    return HeldBack(held.key, held.names) if held else None


def _come_back(round_: Round, person: str) -> bool:
    """Whether this person asked for it. Nothing else that is hidden may move the order of calling (R23)."""
    standing = round_.answers.get(person)
    answer = standing.answer if standing and not standing.void else None
    return answer is not None and answer.word == "come_back"


def _with_objections(circle: Circle, proposal: Proposal, round_: Round) -> Step:
    if not round_.objections_heard:
        return ReadObjections(round_)
    standing = objections_now(circle, proposal, round_)
    taken = next((o for o in standing if o.taken), None)
    if taken is None:
        return PickObjection(standing)
    # Whoever is gone is not called; the circle meets their problem without them (R21).
    # Nor is anyone asked to explain, while they are not here, what another saw for them (R15).
    gone = taken.person not in circle.members or (bool(taken.proxy) and taken.person not in circle.here)
    if taken.explained is None and not gone:
        return Understand(taken)
    if taken.tied is None:
        return Tie(taken)
    offered = {idea.person for idea in taken.ideas}
    if taken.person not in offered and not gone:
        return Explore(taken, taken.person)
    return Amend(taken)


def guided_moves(org: Organisation, circle: Circle) -> tuple[e.Event, ...]:
    """The moves that need nobody's choice and no clock: a finished round closes, the next one opens.

    They come one step at a time, those of the circle's own stream before those of the organisation's.
    A circle that has ended moves no more.
    """
    if circle.charter.closed:
        return ()
    for of_table in CIRCLE_MOVES.values():
        if made := of_table(org, circle):
            return made
    for id in circle.live:
        for moves in MOVES.values():
            if made := moves(org, circle, circle.proposals[id]):
                return made
    return ()


@moves_itself("first_round")
def first_round(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """What was presented is asked about first."""
    begun = {r.kind for r in proposal.rounds} & set(sequence(proposal))
    presented = proposal.presented and not begun and not proposal.decision
    if presented and not proposal.dropped and circle.members_here:
        return (open_round(org, circle, proposal, sequence(proposal)[0]),)
    return ()


@moves_itself("after_round")
def after_round(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """A round in which all were asked ends; after questions come reactions; with all answers in they show."""
    last = proposal.round
    if last is None or proposal.decision or proposal.dropped:
        return ()
    settled = all(q.settled for q in proposal.questions)
    gone = to_ask(last) if last.kind in SPEAKING and last.open and circle.here else ()
    if gone and not set(gone) & set(circle.here):
        return tuple(e.NotHere(circle.id, last.id, person) for person in gone)
    if last.kind in SPEAKING and last.open and not to_ask(last) and settled:
        return (e.RoundClosed(circle.id, last.id, "done"),)
    if (following := _following(proposal, last)) and (circle.members_here or following not in SPEAKING):
        return (open_round(org, circle, proposal, following),)
    if last.kind == "consent" and last.open and not last.shown and all_in(proposal, last):
        tokens = tuple(t for p in last.roster if p in last.answers for t in last.answers[p].tokens)
        return (e.AnswersShown(circle.id, last.id, tokens=tokens),)
    return ()


def _following(proposal: Proposal, last: Round) -> str:
    """The kind of round that comes after the last one, where that is over and no consent round is next."""
    kinds = sequence(proposal)
    if last.open or last.kind not in kinds[:-1]:
        return ""
    if last.why == "roster":
        # It stopped, as other people are to be asked: all are asked anew.
        return last.kind
    return kinds[kinds.index(last.kind) + 1]


@moves_itself("effects")
def effects(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """What a decision on this kind of matter brings about, once."""
    brought = EFFECTS.get(proposal.matter.kind)
    if brought is None or proposal.decision is None or proposal.decision.id in circle.carried:
        return ()
    return brought(org, circle, proposal)


def choose_who(circle: Circle, proposal: Proposal) -> Step | None:
    """Somebody of the circle is chosen with the words."""
    chosen = proposal.current.choice if proposal.current else ""
    return None if chosen in circle.members else ChooseWho()


PREPARATIONS.update(dict.fromkeys(("new_circle", "helping_circle", "leader"), choose_who))


def find(circle: Circle, command: c.Command) -> Proposal | None:
    """The proposal a command is about, by its own id, its round's or its objection's."""
    if named := getattr(command, "proposal", ""):
        return circle.proposals.get(named)
    wanted = str(getattr(command, "round", "") or getattr(command, "objection", "").split("/")[0])
    return next((p for p in circle.proposals.values() if p.find_round(wanted)), None)
