"""Somebody is helped, and then the next one answers: nobody's helper stays for another's turn (R16)."""

from kiosk.governance import events as e
from tests.conversation.memory import Home
from tests.conversation.stories_helping import called, consent_is_asked, helps, until
from tests.conversation.world import Watcher
from tests.governance.seen import demand
from tests.journeys import friday


def watched() -> Home:
    """Bo is helped; whoever comes next answers alone, and so does Bo after the kiosk was switched off."""
    home = Home()
    p = Watcher(home)
    consent_is_asked(p)
    until(p, "Bo")
    helps(p, "Ada", "read_out")
    friday.consents(p)
    p.takes_turn(called(p))
    friday.consents(p)
    look(home)
    p = Watcher(home)
    consent_of_bo_again(p)
    look(home)
    return home


def consent_of_bo_again(p: Watcher) -> None:
    """The power goes in the middle of Bo's next helped turn."""
    if p.sheet.kind == "HandOver" and called(p) != "Bo":
        p.takes_turn(called(p))
        friday.consents(p)
    if p.sheet.page == "witness.ask":
        p.choose("ask_again")
    p.takes_turn("Bo")
    helps(p, "Ada", "typed")
    p.home.switch_on()
    p.sit_down_again()
    while called(p) != "Bo":
        if p.sheet.kind == "HandOver":
            p.takes_turn(called(p))
        elif p.sheet.page == "witness.ask":
            p.choose("ask_again")
        else:
            friday.consents(p)
    p.takes_turn("Bo")
    friday.consents(p)


def look(home: Home) -> None:
    """Who was helped in a turn names the helper with the answer, and nobody else does."""
    beside: dict[str, str] = {}
    turn = ""
    for recorded in home.record.kept:
        if recorded.actor != turn:
            beside.pop(turn, None)
            turn = recorded.actor
        match recorded.event:
            case e.HelpGiven(person=person, helper=helper):
                beside[person] = helper or ""
            case e.AnswerGiven(person=person, given=given) if given:
                helper = beside.get(person, "")
                demand(given.helper in ("", helper), "R16", "a helper stayed for somebody else's turn")
                demand(bool(given.helper) or not helper, "R15", "who helped is not named with the answer")
