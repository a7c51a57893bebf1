"""Easy Read words: nobody who uses them is asked for their consent before they are there (R8)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.membership import belongs
from kiosk.governance.refusals import Refused
from kiosk.governance.registry import Result, asks_circle, visitors_may
from kiosk.governance.state import Circle, Organisation, Proposal
from kiosk.governance.words import PROCESS, Wording

OWN_WORDS = ("what", "why", "who", "how", "risk", "name", "aim", "domain", "absence", "watch", "counted_by")
"""The parts of a wording that are said in people's own words."""
USUAL = "usual"
"""The rule for absence in the kiosk's own words."""


def in_own_words(wording: Wording) -> bool:
    """Whether anything in it is said in people's own words; what the kiosk says by itself is easy [ours]."""
    return any(getattr(wording, part).strip() not in ("", USUAL) for part in OWN_WORDS)


def needs_easy(circle: Circle, proposal: Proposal) -> bool:
    """Whether a member uses Easy Read words and the newest version has none.

    Every member counts, one whose consent is not asked this time too: they ask and react all the same. How
    those here meet is about those here.
    """
    current = proposal.current
    if current is None or current.wording.easy.strip() or not in_own_words(current.wording):
        return False
    people = circle.members_here if proposal.matter.kind in PROCESS else circle.members
    return any(member in circle.readers for member in people)


@visitors_may(c.ChooseReading)
def _guests_too(circle: Circle, command: c.ChooseReading) -> bool:
    """Guests hear the words too."""
    return belongs(circle, command.by)


@asks_circle(c.ChooseReading)
def choose_reading(org: Organisation, _: Circle, command: c.ChooseReading) -> Result:
    """Store whether somebody uses Easy Read words, as they say in their own turn."""
    if command.easy == (command.by in org.readers):
        return Refused("", "nothing_changed")
    return (e.ReadingChosen(command.by, "yes" if command.easy else "no"),)
