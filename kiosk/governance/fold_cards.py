"""The part of the fold that is about cards."""

from dataclasses import replace

from kiosk.governance import events as e
from kiosk.governance.registry import folds_circle, unsays
from kiosk.governance.state import Card, Circle


@folds_circle(e.CardShown)
def _shown(circle: Circle, event: e.CardShown, _: e.Recorded) -> Circle:
    card = Card(event.card, event.meeting, event.colour, event.person)
    return replace(circle, cards=(*circle.cards, card))


@folds_circle(e.CardPutAway)
def _put_away(circle: Circle, event: e.CardPutAway, _: e.Recorded) -> Circle:
    return _without(circle, event.card)


@unsays(e.CardShown)
def _not_mine(circle: Circle, event: e.CardShown, _act: str) -> Circle:
    """Somebody says that they raised no such card."""
    return _without(circle, event.card)


def _without(circle: Circle, id: str) -> Circle:
    return replace(circle, cards=tuple(card for card in circle.cards if card.id != id))
