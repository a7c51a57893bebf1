"""A seat at the conversation: what one way in sees, and how it answers."""

from collections.abc import Callable
from typing import Protocol

from kiosk.conversation.outcomes import Outcome
from kiosk.conversation.replies import Reply
from kiosk.conversation.sheets import Room, Sheet


class Seat(Protocol):
    """One way in: it shows `sheet`, sends replies, and is told when the sheet has changed.

    Seats share one conversation; each cuts its pages to its own room. `prompt_id` is new at each showing.
    """

    @property
    def sheet(self) -> Sheet:
        """The page to show now."""

    @property
    def prompt_id(self) -> str:
        """The id of this showing, for `Reply.to`."""

    @property
    def quiet(self) -> bool:
        """Whether to stay silent until somebody acts, as after a restart."""

    def reply(self, reply: Reply) -> tuple[Outcome, ...]:
        """Answer; stores before it returns, so it may take some milliseconds. Never raises for bad input."""

    def show_again(self) -> None:
        """Show the same page once more, as a new showing with a new id."""

    def make_room(self, room: Room) -> None:
        """Cut to another room, as when the window changes; goes back to the first page of the prompt."""

    def on_change(self, tell: Callable[[], None]) -> None:
        """Call `tell` whenever the sheet has changed through another seat (from any thread)."""
