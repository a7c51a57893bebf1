"""Nobody's own life is decided by others: whose it is says first, in private, and may stop it (R20)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Events, Result, asks_proposal, gates, moves_itself
from kiosk.governance.state import Circle, Organisation, Proposal
from kiosk.governance.words import IDEAS

WHAT = ("nobody", "one", "elsewhere", "never")
"""What somebody says of a draft; a circle decides about the first two only."""
NOT_OURS = ("elsewhere", "never")
WORDS = ("ok", "stop", "not_me")
NEVER = ("medicine", "treatment", "restraint", "watching", "visitors", "money", "home")
"""What no circle decides of one person's life: it belongs to them and the law."""


def is_draft(proposal: Proposal) -> bool:
    """Whether it is said in the circle's own words: every such draft is asked about."""
    return proposal.words_kind in IDEAS


def may_be_own(proposal: Proposal) -> bool:
    """Whether it can be about one person's own life: an idea, or looking at one again."""
    return is_draft(proposal) or proposal.matter.kind == "review"


def is_asked(proposal: Proposal) -> bool:
    """Whether somebody said if it is about one person; of what is not for a circle, other words are asked."""
    own, current = proposal.own, proposal.current
    same = current is not None and own.asked == current.id
    return bool(own.asked) and (same or not own.not_ours)


def to_ask_about(proposal: Proposal) -> bool:
    """Whether it is still to be asked if this draft is about one person."""
    return is_draft(proposal) and proposal.current is not None and not is_asked(proposal)


def people_of(circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    """Whose own life it is about; a review is about the same people as the decision."""
    people = list(proposal.own.people)
    about = circle.proposals.get(proposal.matter.about) if proposal.matter.kind == "review" else None
    if about:
        people += people_of(circle, about)
    # The person whose team it is comes first.
    return tuple(sorted(dict.fromkeys(people), key=lambda person: person != circle.owner))


def lacking(circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    """Who has not said OK to these very words of what is about them."""
    current = proposal.current
    if current is None:
        return ()
    return tuple(p for p in people_of(circle, proposal) if proposal.own.ok.get(p) != current.id)


def over(proposal: Proposal) -> Refused | None:
    """Why nothing more comes of these words, whoever wants it: they are not a circle's, or it was stopped."""
    if proposal.own.not_ours and is_asked(proposal):
        return Refused("R20", "not_ours")
    return Refused("R20", "own_stop", proposal.own.stopped) if proposal.own.stopped else None


def in_the_way(circle: Circle, proposal: Proposal) -> Refused | None:
    """Why the circle may not go on with it, or None."""
    if ended := over(proposal):
        return ended
    waiting = lacking(circle, proposal)
    if gone := tuple(p for p in waiting if p not in circle.members):
        return Refused("R20", "own_gone", gone)
    return Refused("R20", "own_word_first", waiting) if waiting else None


@gates("own_life")
def first_their_word(_: Organisation, circle: Circle, command: c.Command) -> Refused | None:
    """Nothing is presented or asked about before it is known whose life it is, and they said OK."""
    proposal = circle.proposals.get(str(getattr(command, "proposal", "")))
    if proposal is None:
        return None
    if isinstance(command, c.PutOnAgenda) and proposal.dropped:
        return over(proposal)
    if not isinstance(command, c.Present | c.MakeReady):
        return None
    if to_ask_about(proposal):
        return Refused("R20", "ask_about_first")
    return in_the_way(circle, proposal)


@asks_proposal(c.AnswerAbout)
def answer_about(_: Organisation, circle: Circle, proposal: Proposal, command: c.AnswerAbout) -> Result:
    """Store whether a draft is about one person: a member, somebody else, or what no circle decides."""
    current = proposal.current
    if current is None or command.what not in WHAT or not is_draft(proposal):
        return UNKNOWN
    if current.id != command.version_id:
        return Refused("R8", "words_changed")
    if is_asked(proposal) or proposal.decision or proposal.dropped:
        return Refused("", "nothing_changed")
    named = command.about in circle.members
    if named != (command.what == "one") and not (named and command.what == "never"):
        return UNKNOWN
    about = command.about if named else ""
    return (e.AboutAnswered(circle.id, proposal.id, current.id, command.by, about, command.what),)


@asks_proposal(c.SayAboutMe)
def say_about_me(_: Organisation, circle: Circle, proposal: Proposal, command: c.SayAboutMe) -> Result:
    """Store that a member said it is about them; nobody judges whether it is."""
    if not may_be_own(proposal):
        return UNKNOWN
    if command.by in people_of(circle, proposal):
        return Refused("", "nothing_changed")
    return (e.SaidAboutMe(circle.id, proposal.id, command.by),)


@asks_proposal(c.GiveOwnWord)
def give_own_word(_: Organisation, circle: Circle, proposal: Proposal, command: c.GiveOwnWord) -> Result:
    """Store what the one it is about says; "stop" ends it at once, with no round."""
    current = proposal.current
    if command.by not in people_of(circle, proposal):
        return Refused("R20", "not_about_you")
    if command.word not in WORDS or current is None:
        return UNKNOWN
    if command.word != "stop" and current.id != command.version_id:
        return Refused("R8", "words_changed")
    if command.word == "not_me" and command.by not in proposal.own.people:
        return UNKNOWN
    if command.word == "ok" and proposal.decision:
        return Refused("R11", "already_decided")
    if command.word == "ok" and proposal.own.ok.get(command.by) == current.id:
        return Refused("", "nothing_changed")
    if command.word == "stop" and command.by in proposal.own.stopped:
        return Refused("", "nothing_changed")
    given = e.OwnWordGiven(circle.id, proposal.id, current.id, command.by, command.word)
    if command.word == "not_me" and proposal.consent_round and not proposal.decision:
        # It is asked again whom it is about, and then everyone anew.
        return (given, e.RoundClosed(circle.id, proposal.consent_round.id, "own"))
    return (given, *closing(circle, proposal)) if command.word == "stop" else (given,)


def closing(circle: Circle, proposal: Proposal) -> Events:
    """The rounds that are open about it end; nothing of them is shown or counted."""
    return tuple(e.RoundClosed(circle.id, r.id, "own") for r in proposal.rounds if r.open)


@moves_itself("own_life")
def waits_for_them(_: Organisation, circle: Circle, proposal: Proposal) -> Events:
    """A consent round does not go on without the word of the one it is about; all answer anew after it."""
    round_ = proposal.consent_round
    if round_ is None or proposal.decision or proposal.dropped or not in_the_way(circle, proposal):
        return ()
    return (e.RoundClosed(circle.id, round_.id, "own"),)
