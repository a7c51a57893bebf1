"""Cards: anyone raises one at any time; it is met before a round goes on, and it is never an answer (R3).

A named card is put away by that person, an unnamed one by anyone. When that person has left, or no sitting is
going on, it stands on the list.
"""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.membership import belongs
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Result, asks_circle, gates, visitors_may
from kiosk.governance.state import Card, Circle, Organisation

COLOURS = ("red", "yellow", "green")
ROUND_GOES_ON = (
    c.Present,
    c.AskQuestion,
    c.AnswerQuestion,
    c.React,
    c.Pass,
    c.MakeReady,
    c.GiveAnswer,
    c.ConfirmNobodyChanges,
    c.HearObjections,
    c.TakeObjection,
    c.ExplainObjection,
    c.TieObjection,
    c.OfferIdea,
    c.SayInCheck,
    c.PassCheck,
)
"""What waits until the cards that are up are met."""


def to_meet(circle: Circle) -> tuple[Card, ...]:
    """The cards that have to be met before a round of this sitting goes on, the oldest first."""
    meeting = circle.meeting
    if meeting is None or meeting.paused_by:
        return ()
    return tuple(
        card
        for card in circle.cards
        if card.meeting == meeting.id and (not card.person or card.person in meeting.here)
    )


def on_list(circle: Circle) -> tuple[Card, ...]:
    """The cards of those who left, and those raised while no sitting was going on."""
    up = to_meet(circle)
    return tuple(card for card in circle.cards if card not in up)


def may_put_away(circle: Circle, card: Card, person: str) -> bool:
    """Whether this person can say that a card was met: who raised it; anyone, where nobody did by name."""
    return card.person in ("", person) or not belongs(circle, card.person)


@visitors_may(c.ShowCard)
def _anyone(circle: Circle, command: c.ShowCard) -> bool:
    """Guests raise cards too; and without a name it is nobody's."""
    return not command.by or belongs(circle, command.by)


@asks_circle(c.ShowCard)
def show(_: Organisation, circle: Circle, command: c.ShowCard) -> Result:
    """Store a card."""
    if command.colour not in COLOURS:
        return UNKNOWN
    meeting = circle.meeting.id if circle.meeting else ""
    card = e.CardShown(circle.id, f"card-{command.fresh}", meeting, command.colour, command.by)
    return (card,)


@visitors_may(c.PutCardAway)
def _guest(circle: Circle, command: c.PutCardAway) -> bool:
    return belongs(circle, command.by)


@asks_circle(c.PutCardAway)
def put_away(_: Organisation, circle: Circle, command: c.PutCardAway) -> Result:
    """Store that a card was met, as the one who raised it says."""
    card = next((card for card in circle.cards if card.id == command.card), None)
    if card is None:
        return UNKNOWN
    if not may_put_away(circle, card, command.by):
        return Refused("R16", "card_is_theirs", (card.person,))
    return (e.CardPutAway(circle.id, card.id, command.by),)


@gates("cards")
def card_first(_: Organisation, circle: Circle, command: c.Command) -> Refused | None:
    """A round does not go on while a card is up; but nothing ever keeps anyone from seeing a problem (R7)."""
    if not isinstance(command, ROUND_GOES_ON) or not to_meet(circle):
        return None
    if isinstance(command, c.GiveAnswer) and command.answer.word == "problem":
        return None
    return Refused("R1", "card_first")
