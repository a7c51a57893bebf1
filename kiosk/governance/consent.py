"""Consent: whose answers count, when all are in, and when the rules find a decision (R1-R8, R11, R23)."""

import hashlib

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.away import review_day
from kiosk.governance.easy import needs_easy
from kiosk.governance.helped import doubtful, wrong_hands
from kiosk.governance.own_life import in_the_way
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import HOLDS, ROSTERS, Result, asks_proposal, moves_itself
from kiosk.governance.sequences import sequence
from kiosk.governance.state import Circle, Objection, Organisation, Proposal, Round, Standing
from kiosk.governance.words import Answer, names_person

BINDING = ("ok", "problem")
"""The answers that clear a person's place in a consent round; nobody abstains (R2)."""
ASKED_BEFORE = ("questions", "evaluation", "qualities", "nominate")
"""The rounds after which somebody has not heard yet what the others think of it."""


def counts(round_: Round, standing: Standing | None) -> bool:
    """Whether an answer counts: to this wording, having heard every later addition, not taken back."""
    if standing is None or standing.void:
        return False
    if standing.answer is None or standing.answer.word not in BINDING:
        return False
    if (standing.version_id, standing.facts) != (round_.version_id, round_.facts):
        return False
    # A problem counts however it was given; a consent has to be the person's own beyond doubt (R15).
    return standing.answer.word == "problem" or not doubtful(round_, standing)


def has_answered(round_: Round, person: str) -> bool:
    """Whether this person's answer counts now."""
    return counts(round_, round_.answers.get(person))


def still_to_hear(round_: Round) -> tuple[str, ...]:
    """Who on the roster has no counting answer yet, in the order of the roster (R1, R3)."""
    return tuple(p for p in round_.roster if not has_answered(round_, p))


def to_be_heard(round_: Round) -> tuple[str, ...]:
    """Who is still to be heard, as people see it; of hidden answers it tells nothing.

    Whether an answer given with help waits for another's word looks the same for a consent and a problem
    (R15, R23).
    """

    def waits(person: str) -> bool:
        if not has_answered(round_, person):
            return True
        return not round_.shown and doubtful(round_, round_.answers[person])

    return tuple(p for p in round_.roster if waits(p))


def roster_for(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    """Everyone whose consent this proposal needs: every full member whom no rule takes off (R1, R7)."""
    off = {person for takes_off in ROSTERS.values() for person in takes_off(org, circle, proposal)}
    return tuple(member for member in circle.members if member not in off)


def not_asked(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    """The members whose consent is not asked, as they cannot be reached (R19)."""
    return ROSTERS["away"](org, circle, proposal)


def held_back(circle: Circle, proposal: Proposal) -> Refused | None:
    """Why the circle may not go on with this matter now, or None."""
    holds = HOLDS.get(proposal.matter.kind)
    return (holds(circle, proposal) if holds else None) or in_the_way(circle, proposal)


def unmet(circle: Circle, proposal: Proposal) -> tuple[Objection, ...]:
    """The objections that keep a round from closing (R4).

    Whoever raised one ends it. Where they are gone, it is met only by words that name it and to which all who
    are asked consented (R21).
    """
    round_, current = proposal.consent_round, proposal.current
    if round_ is None or current is None or still_to_hear(round_):
        return proposal.standing
    if any(s.answer is None or s.answer.word != "ok" for s in map(round_.answers.get, round_.roster) if s):
        return proposal.standing
    return tuple(
        o
        for o in proposal.standing
        if o.person in circle.members or o.id not in current.meets or _is_there_first(circle, o)
    )


def _is_there_first(circle: Circle, objection: Objection) -> bool:
    """Whether the wider circle is to look at it first, and nobody has told yet what came of it (R21)."""
    gone = circle.membership.gone.get(objection.person)
    if gone is None or gone.how not in ("removed", "aside"):
        return False
    sent = (one for one in circle.post.sent.values() if (one.kind, one.about) == ("referred", objection.id))
    return any(one.report is None and not one.closed for one in sent)


def own_problem(proposal: Proposal, round_: Round, person: str) -> bool:
    """Whether this person sees a problem with this wording: hidden still, or standing for all to see."""
    standing = round_.answers.get(person)
    if standing and standing.took_back and not standing.void:
        return False
    if any(o.person == person and o.version_id == round_.version_id for o in proposal.standing):
        return True
    return said_problem(proposal, round_, person)


def said_problem(proposal: Proposal, round_: Round, person: str) -> bool:
    """Whether this person's last answer to these words is that they see a problem.

    When a round stops, everyone answers anew, and the problem is still theirs: nobody else ends it (R6, R21).
    """
    same = (r for r in reversed(proposal.rounds) if r.kind == "consent" and r.version_id == round_.version_id)
    standing = next((r.answers[person] for r in same if person in r.answers), None)
    return standing is not None and sees(standing)


def sees(standing: Standing) -> bool:
    """Whether this answer is a problem; who says that taking it back was not right still has it (R22)."""
    word = standing.answer.word if standing.answer else ""
    return word == ("withdrawn" if standing.void else "problem")


def caught_up(proposal: Proposal, person: str) -> bool:
    """Whether this person was asked for their own questions and reactions before consent (R1)."""
    heard = (r for r in proposal.rounds if r.kind not in ASKED_BEFORE)
    return any(r.said.get(person, "not_here") != "not_here" for r in heard)


def consent_order(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    """The roster, supported members first, a different one each time, the author last (R23).

    Whom the words choose for a role is asked last of all (R13).
    """
    roster = roster_for(org, circle, proposal)
    current = proposal.current
    nominee = current.choice if current else ""
    last = [p for p in dict.fromkeys((proposal.author, nominee)) if p in roster]
    if nominee in roster:
        last = [*(p for p in last if p != nominee), nominee]
    ranks: dict[str, list[str]] = {"supported": [], "other": [], "worker": []}
    for member in roster:
        if member not in last:
            kind = org.people[member].kind if member in org.people else "other"
            ranks[kind if kind in ranks else "other"].append(member)
    return tuple(p for group in ranks.values() for p in _rotated(group, circle.asked_first)) + tuple(last)


def _rotated(group: list[str], asked_first: tuple[str, ...]) -> list[str]:
    """Begin with who was asked first longest ago, or never: groups differ, as the author is not in them."""
    first = min(group, key=lambda p: asked_first.index(p) if p in asked_first else -1, default="")
    at = group.index(first) if first else 0
    return group[at:] + group[:at]


@asks_proposal(c.GiveAnswer)
def give_answer(org: Organisation, circle: Circle, proposal: Proposal, command: c.GiveAnswer) -> Result:
    """Store one person's answer; with the last one in, the answers are shown (R23)."""
    round_ = proposal.consent_round
    if round_ is None or round_.id != command.round:
        return Refused("R8", "round_over")
    if command.heard != round_.version_id or command.facts_heard != round_.facts:
        return Refused("R8", "not_heard")
    if command.by not in round_.roster:
        return Refused("R7", "not_asked")
    if not caught_up(proposal, command.by):
        return Refused("R1", "not_caught_up")
    if refusal := wrong_hands(command) or _wrong_word(proposal, round_, command):
        return refusal
    said = command.answer
    if said.form == "private":
        # Only "told in private" is kept: a reason can be about abuse, and no byte of it may be stored.
        said = Answer(said.word, said.form)
    given = e.AnswerGiven(
        circle.id,
        round_.id,
        round_.version_id,
        round_.facts,
        command.by,
        said,
        command.given,
        command.fresh,
    )
    return (given,)


def _wrong_word(proposal: Proposal, round_: Round, command: c.GiveAnswer) -> Refused | None:
    match command.answer.word:
        case "ok" if own_problem(proposal, round_, command.by):
            return Refused("R6", "withdraw_first")
        case "withdrawn" if not own_problem(proposal, round_, command.by):
            return Refused("R6", "nothing_to_withdraw")
        case "withdrawn" if command.answer.form not in ("fixed", "can_live"):
            return Refused("R6", "problem_stays")
        case "come_back" if own_problem(proposal, round_, command.by):
            return Refused("R6", "withdraw_first")
        case "ok" | "problem" | "come_back" | "withdrawn":
            return None
        case _:
            return Refused("R2", "no_abstaining")


@moves_itself("other_roster")
def ask_anew(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """When somebody is no longer to be asked, all answer anew, on the same words (R19, R21).

    Who joins is asked too, in the round as it is (R7). Where they use Easy Read words and there are none,
    those are written first (R8).
    """
    last = proposal.round
    if last is None or last.kind != "consent" or proposal.decision or proposal.dropped:
        return ()
    roster = consent_order(org, circle, proposal)
    if last.open and (set(last.roster) - set(roster) or set(last.away) & set(roster)):
        # Who was away and is back is not let in at the end of it: all are asked anew, them too (R19).
        return (e.RoundClosed(circle.id, last.id, "roster"),)
    if last.open and (joined := set(roster) - set(last.roster)):
        if joined & circle.readers and needs_easy(circle, proposal):
            return (e.RoundClosed(circle.id, last.id, "roster"),)
        return (e.RosterGrew(circle.id, last.id, _grown(proposal, last.roster, roster)),)
    if last.open or last.why != "roster" or not roster or held_back(circle, proposal):
        return ()
    if needs_easy(circle, proposal) or proposal.current is None or proposal.current.id != last.version_id:
        # Other words are restated before everyone is asked.
        return ()
    return (_opened(org, circle, proposal),)


def _grown(proposal: Proposal, asked: tuple[str, ...], roster: tuple[str, ...]) -> tuple[str, ...]:
    """The roster in the order it has; who is new comes before those who are asked last (R13, R23)."""
    nominee = proposal.current.choice if proposal.current else ""
    last = tuple(p for p in asked if p in (proposal.author, nominee))
    first = tuple(p for p in asked if p not in last)
    return (*first, *(p for p in roster if p not in asked), *last)


def _opened(org: Organisation, circle: Circle, proposal: Proposal) -> e.RoundOpened:
    version = proposal.current.id if proposal.current else ""
    roster = consent_order(org, circle, proposal)
    round_id = next_round_id(proposal, "consent")
    away = not_asked(org, circle, proposal)
    return e.RoundOpened(circle.id, round_id, "consent", proposal.id, version, roster, away)


def all_in(proposal: Proposal, round_: Round) -> bool:
    """Whether everyone on the roster has answered and every question is settled (R1, R2)."""
    return not still_to_hear(round_) and all(q.settled for q in proposal.questions)


@asks_proposal(c.ConfirmNobodyChanges)
def confirm_nobody_changes(
    org: Organisation, circle: Circle, proposal: Proposal, command: c.ConfirmNobodyChanges
) -> Result:
    """The last check; with it the rules find the decision, in the same entry (R4, R11)."""
    round_ = proposal.consent_round
    if round_ is None or round_.id != command.round:
        return Refused("R11", "round_over")
    if stands := unmet(circle, proposal):
        people = tuple(dict.fromkeys(o.person for o in stands))
        return Refused("R4", "objection_stands", people)
    waiting = still_to_hear(round_)
    if waiting or not round_.shown or not all_in(proposal, round_):
        return Refused("R3", "still_to_hear", waiting)
    if held := held_back(circle, proposal):
        return held
    away = not_asked(org, circle, proposal)
    decision = e.DecisionMade(
        circle.id,
        f"decision-{round_.id}",
        proposal.id,
        round_.version_id,
        round_.id,
        round_.roster,
        review_day(circle, proposal, away),
        away,
    )
    check = e.LastCheckDone(circle.id, round_.id, command.by, circle.here or (command.by,))
    met = tuple(e.ObjectionMet(circle.id, o.id, round_.version_id) for o in proposal.standing)
    return (check, *met, decision, e.RoundClosed(circle.id, round_.id, "decided"))


@asks_proposal(c.MakeReady)
def make_ready(org: Organisation, circle: Circle, proposal: Proposal, command: c.MakeReady) -> Result:
    """Restate the final wording and open the consent round on it (R7, R9, R12)."""
    if proposal.decision:
        return Refused("R11", "already_decided")
    if proposal.dropped:
        return UNKNOWN
    current = proposal.current
    if current is None or current.id != command.version_id:
        return Refused("R8", "words_changed")
    if missing := proposal.missing:
        return Refused("R9", f"missing_{missing[0]}")
    if proposal.consent_round and proposal.consent_round.version_id == current.id:
        return Refused("R4", "round_open")
    if circle.facilitator in circle.here and command.by != circle.facilitator:
        return Refused("R12", "facilitator_asks", (circle.facilitator,))
    if not rounds_before_consent_done(proposal):
        return Refused("R1", "rounds_first")
    if needs_easy(circle, proposal):
        return Refused("R8", "easy_words_missing")
    if held := held_back(circle, proposal):
        return held
    opened = _opened(org, circle, proposal)
    if not opened.roster:
        return Refused("R3", "nobody_to_ask")
    made = e.MadeReady(circle.id, proposal.id, current.id, command.by)
    return (made, *_whose_work(org, circle, proposal, command.by), opened)


def _whose_work(org: Organisation, circle: Circle, proposal: Proposal, by: str) -> tuple[e.Event, ...]:
    """Where nobody was asked whose work it changes, those whom its words name as doing it (R15)."""
    if proposal.work is not None:
        return ()
    named = tuple(m for m in circle.members if names_person(proposal.wording.who, org.name(m)))
    return (e.WorkNamed(circle.id, proposal.id, by, named),) if named else ()


def rounds_before_consent_done(proposal: Proposal) -> bool:
    """Whether questions and reactions were heard, and every question answered or noted."""
    closed = {r.kind for r in proposal.rounds if not r.open}
    return set(sequence(proposal)) <= closed and all(q.settled for q in proposal.questions)


def next_round_id(proposal: Proposal, kind: str) -> str:
    """The id of the next round: the same on every device for the same step (compare-and-set)."""
    last = proposal.rounds[-1].id if proposal.rounds else proposal.id
    version = proposal.current.id if proposal.current else ""
    return hashlib.sha256(f"{last}\0{version}\0{kind}".encode()).hexdigest()[:24]


@asks_proposal(c.HearObjections)
def hear_objections(_: Organisation, circle: Circle, proposal: Proposal, command: c.HearObjections) -> Result:
    """Every objection is read out before any is worked on."""
    round_ = proposal.consent_round
    if round_ is None or round_.id != command.round or not round_.shown or not proposal.standing:
        return UNKNOWN
    heard = e.ObjectionsHeard(circle.id, round_.id, command.by)
    now = objections_now(circle, proposal, round_)
    if len(now) == 1 and not now[0].taken:
        # With one there is nothing to choose between.
        return (heard, e.ObjectionTaken(circle.id, now[0].id, command.by))
    return (heard,)


def objections_now(circle: Circle, proposal: Proposal, round_: Round) -> tuple[Objection, ...]:
    """The objections to work on: those to this round's wording, else all that are not met by it."""
    open_ = unmet(circle, proposal)
    return tuple(o for o in open_ if o.version_id == round_.version_id) or open_
