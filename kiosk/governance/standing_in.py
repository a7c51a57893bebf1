"""Who speaks beside somebody, and who answers for them when they were asked first and gave no answer (R15).

Nothing is read from a clock: who answers says which day it is, and after the day that was named nobody
answers any more.
"""

from dataclasses import replace

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.circles import LONGEST_NAME
from kiosk.governance.consent import counts, own_problem
from kiosk.governance.fold_standing_in import is_in_anothers_place
from kiosk.governance.helped import unmarked
from kiosk.governance.membership import belongs, has_died
from kiosk.governance.own_life import people_of
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Result, asks_circle, asks_proposal, visitors_may
from kiosk.governance.sequences import SPEAKING
from kiosk.governance.state import Circle, Organisation, Proposal, Round, StandIn
from kiosk.governance.two_words import stewards
from kiosk.governance.words import OTHER, is_day


def about_themselves(circle: Circle, proposal: Proposal, person: str) -> bool:
    """Whether it is about this person's own life, place or job: nobody answers that for them (R20, R21)."""
    choice = proposal.current.choice if proposal.current else ""
    matter = proposal.matter
    return person in (*matter.people, matter.about, choice, *people_of(circle, proposal))


def named(circle: Circle, proposal: Proposal, person: str) -> tuple[StandIn, ...]:
    """Who was named to answer for this person here, whatever the day is."""
    if about_themselves(circle, proposal, person) or person not in circle.members:
        return ()
    return tuple(
        one
        for one in circle.stand_ins
        if one.person == person and one.reaches(proposal.id) and not _concerned(proposal, one.who)
    )


def for_proposal(circle: Circle, proposal: Proposal, person: str, today: str) -> tuple[StandIn, ...]:
    """Who could answer for this person here, once they were asked."""
    return tuple(one for one in named(circle, proposal, person) if _in_time(one, today))


def _in_time(one: StandIn, today: str) -> bool:
    return not one.until or (bool(today) and today <= one.until)


def _concerned(proposal: Proposal, who: str) -> bool:
    """Who brought it, or whose work it changes, answers for nobody else."""
    round_ = proposal.consent_round
    return who in (round_.concerned if round_ else (proposal.author, *(proposal.work or ())))


def was_asked(circle: Circle, round_: Round, person: str) -> bool:
    """Whether this person was asked first, with everything that was added since."""
    return circle.beside.asked.get((round_.id, person)) == round_.facts


def may_say_asked(circle: Circle, round_: Round, person: str, by: str) -> bool:
    """Who may say that somebody was asked: they themselves, or a member who does not answer for them."""
    answering = {one.who for one in circle.stand_ins if one.person == person}
    return by == person or (by in circle.members and by not in answering and by not in round_.concerned)


# --- speaking beside ---------------------------------------------------------------------------------------


@asks_circle(c.NameAdvocate)
def name_advocate(org: Organisation, circle: Circle, command: c.NameAdvocate) -> Result:
    """Store who speaks beside this person, or that nobody does."""
    name, now = command.name.strip(), circle.beside.advocates.get(command.by)
    if command.who == OTHER and not name:
        return Refused("", "empty")
    if len(name) > LONGEST_NAME:
        return Refused("", "long_name")
    known = command.who in org.people and not name
    if command.who == command.by or not (known or command.who in ("", OTHER)):
        return UNKNOWN
    if now == ((command.who, name) if command.who else None):
        return Refused("", "nothing_changed")
    return (e.AdvocateNamed(circle.id, command.by, command.who, name),)


@asks_proposal(c.SpeakBeside)
def speak_beside(_: Organisation, circle: Circle, proposal: Proposal, command: c.SpeakBeside) -> Result:
    """Store what was said beside this person while people ask and think."""
    round_ = proposal.round
    if round_ is None or round_.id != command.round or not round_.open or round_.kind not in SPEAKING:
        return Refused("R8", "round_over")
    if command.by not in circle.beside.advocates:
        return UNKNOWN
    if not command.words.strip():
        return Refused("", "empty")
    return (e.SpokenBeside(circle.id, round_.id, command.by, command.words.strip()),)


# --- answering for somebody --------------------------------------------------------------------------------


@asks_circle(c.NameProxy)
def name_proxy(org: Organisation, circle: Circle, command: c.NameProxy) -> Result:
    """Store who may answer for this person, about what, and until when: a day, or the end of the proposal."""
    proxy, about = command.proxy, command.about
    if proxy == command.by or proxy not in org.people or has_died(org, proxy):
        return UNKNOWN
    if command.helper == proxy:
        return Refused("R15", "not_with_this_helper")
    if about and about not in circle.live:
        return UNKNOWN
    if not (is_day(command.until) if command.until else about):
        return Refused("R9", "until_when")
    same = (command.by, proxy, about, command.until)
    if any((one.person, one.who, one.about, one.until) == same for one in circle.stand_ins):
        return Refused("", "nothing_changed")
    return (e.ProxyNamed(circle.id, command.fresh, command.by, proxy, about, command.until),)


@visitors_may(c.EndStandIn)
@visitors_may(c.AnswerFor)
def _stands_in(circle: Circle, command: c.Command) -> bool:
    return belongs(circle, command.by)


@asks_circle(c.EndStandIn)
def end(_: Organisation, circle: Circle, command: c.EndStandIn) -> Result:
    """Store that it is over: the person says so, or the one who answered for them."""
    one = circle.beside.find(command.stand_in)
    if one is None:
        return UNKNOWN
    if command.by not in (one.person, one.who):
        return Refused("R15", "not_yours_to_end", (one.person,))
    return (e.StandInEnded(circle.id, one.id, command.by),)


@asks_proposal(c.SayAskedFirst)
def say_asked(_: Organisation, circle: Circle, proposal: Proposal, command: c.SayAskedFirst) -> Result:
    """Store that this person was asked and gives no answer of their own now; silence is not enough (R3)."""
    round_ = proposal.consent_round
    if round_ is None or round_.id != command.round:
        return Refused("R8", "round_over")
    if command.of not in round_.roster or counts(round_, round_.answers.get(command.of)):
        return UNKNOWN
    if not may_say_asked(circle, round_, command.of, command.by):
        return Refused("R15", "not_a_witness")
    if was_asked(circle, round_, command.of):
        return Refused("", "nothing_changed")
    return (e.AskedFirst(circle.id, round_.id, command.of, round_.facts, command.by),)


@asks_proposal(c.AnswerFor)
def answer_for(_: Organisation, circle: Circle, proposal: Proposal, command: c.AnswerFor) -> Result:
    """Store an answer in another's place: asked first, within what was named, and never over their own."""
    round_ = proposal.consent_round
    if round_ is None or round_.id != command.round:
        return Refused("R8", "round_over")
    if command.heard != round_.version_id or command.facts_heard != round_.facts:
        return Refused("R8", "not_heard")
    if command.of not in round_.roster:
        return Refused("R7", "not_asked")
    if about_themselves(circle, proposal, command.of):
        return Refused("R20", "only_their_own", (command.of,))
    able = for_proposal(circle, proposal, command.of, command.today)
    if command.by not in {one.who for one in able}:
        return Refused("R15", "does_not_answer_for", (command.of,))
    if refusal := unmarked(command, command.given) or _not_theirs(circle, proposal, round_, command):
        return refusal
    answer = e.AnswerGiven(
        circle.id,
        round_.id,
        round_.version_id,
        round_.facts,
        command.of,
        command.answer,
        replace(command.given, proxy=command.by),
        command.fresh,
    )
    if is_in_anothers_place(round_.answers.get(command.of), answer):
        return Refused("R15", "own_answer", (command.of,))
    return (answer,)


def _not_theirs(circle: Circle, proposal: Proposal, round_: Round, command: c.AnswerFor) -> Refused | None:
    """What nobody does for another: answer unasked, take back, or agree over the person's own problem."""
    if command.given.through:
        return Refused("R15", "own_press", (command.by,))
    if command.answer.word not in ("ok", "problem"):
        return Refused("R6", "only_their_own", (command.of,))
    if not was_asked(circle, round_, command.of):
        return Refused("R15", "asked_first", (command.of,))
    if command.answer.word == "ok" and _own_problem_stands(proposal, round_, command.of):
        return Refused("R6", "only_their_own", (command.of,))
    return None


def _own_problem_stands(proposal: Proposal, round_: Round, person: str) -> bool:
    """Whether a problem stands that is the person's own, and not one that was seen in their place."""
    if any(o.person == person and not o.proxy for o in proposal.standing):
        return True
    standing = round_.answers.get(person)
    seen_for = bool(standing and standing.given and standing.given.proxy)
    return own_problem(proposal, round_, person) and not seen_for and not proposal.standing


# --- papers ------------------------------------------------------------------------------------------------


@asks_circle(c.SeePaper)
def see_paper(org: Organisation, circle: Circle, command: c.SeePaper) -> Result:
    """Store that a steward has seen a paper and what it covers; with the second steward it counts."""
    if command.by not in stewards(circle):
        return Refused("R21", "only_stewards", stewards(circle))
    known = circle.beside.find(command.stand_in) if command.stand_in else None
    of, proxy, covers = command.of, command.proxy, command.covers.strip()
    if known:
        if not known.is_paper or command.by in known.seen_by:
            return UNKNOWN
        of, proxy, covers = known.person, known.who, known.covers
    elif command.stand_in:
        return UNKNOWN
    if of not in circle.members or proxy not in org.people or has_died(org, proxy) or of == proxy:
        return UNKNOWN
    if command.by in (of, proxy):
        return Refused("R21", "not_of_oneself")
    if not covers:
        return Refused("", "empty")
    id = known.id if known else command.fresh
    return (e.PaperSeen(circle.id, id, of, proxy, covers, command.by),)


@asks_proposal(c.SayPaperCovers)
def paper_covers(_: Organisation, circle: Circle, proposal: Proposal, command: c.SayPaperCovers) -> Result:
    """Store that the paper covers this decision, as a steward says who has seen it."""
    one = circle.beside.find(command.stand_in)
    if one is None or proposal.decision or proposal.id in one.covered:
        return UNKNOWN
    if command.by not in one.seen_by or command.by not in stewards(circle):
        return Refused("R21", "only_stewards", one.seen_by)
    if about_themselves(circle, proposal, one.person):
        return Refused("R20", "only_their_own", (one.person,))
    return (e.PaperCovers(circle.id, one.id, proposal.id, command.by),)
