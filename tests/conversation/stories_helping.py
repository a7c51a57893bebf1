"""Stories of help: somebody reads out, gives an answer for another, was there, or asks to check."""

from collections.abc import Callable

from tests.conversation import stories_selection
from tests.conversation.world import Watcher
from tests.journeys import friday
from tests.journeys.driver import everyone

Story = Callable[[Watcher], None]


def turn(p: Watcher, name: str) -> None:
    """Somebody takes a turn at rest."""
    if p.sheet.page == "home":
        p.choose("finish")
    p.takes_turn(name)
    p.expect("home", name)


def called(p: Watcher) -> str:
    return p.sheet.asked_of.name if p.sheet.asked_of else ""


def helps(p: Watcher, helper: str, *did: str) -> None:
    """Whoever holds the turn says, by Help, who helps them."""
    p.press("help")
    p.choose("somebody_helps")
    p.choose_label(helper)
    for what in did:
        p.choose(f"did.{what}")
    p.choose("begin_help")


def consent_is_asked(p: Watcher, *more: str) -> None:
    """Ada brings an idea that changes Cy's work; the circle is Ada, Bo, Cy, and whoever else is named."""
    begins(p, *more)
    friday.ada_brings_an_idea(p)
    is_asked(p, *more)


def begins(p: Watcher, *more: str) -> None:
    p.choose("begin")
    p.write("Friday circle")
    p.write("We live well together")
    for name, kind in (("Ada", "supported"), ("Bo", "supported"), ("Cy", "worker")):
        p.write(name)
        p.choose(f"kind.{kind}")
    for name in more:
        p.write(name)
        p.choose("kind.advocate")
    for id in ("enough", "it_is_right"):
        p.choose(id)
    p.choose_label("Cy")
    p.choose("a_group")
    p.choose("keep_it")


def is_asked(p: Watcher, *more: str) -> None:
    p.choose("meet")
    for name in ("Bo", "Cy", *more):
        p.choose_label(name)
    p.choose("that_is_everyone")
    p.choose("just_begin")
    friday.cy_presents(p)
    everyone(p, "question.ask", "no_question", 3 + len(more))
    everyone(p, "reaction.ask", "nothing_to_say", 3 + len(more))
    friday.ask_everyone(p)


def until(p: Watcher, name: str) -> None:
    """The others say that it is OK to try, until this one is called."""
    for _ in range(3):
        if called(p) != name:
            everyone(p, "consent.read", friday.consents, 1)
    p.takes_turn(name)
    p.expect("consent.read", name)


def others_consent(p: Watcher) -> None:
    """Whoever is still called says that it is OK to try."""
    for _ in range(4):
        if p.sheet.kind == "HandOver":
            p.takes_turn(called(p))
        if p.sheet.page == "consent.read":
            friday.consents(p)


def bo_through(p: Watcher, helper: str = "Cy") -> None:
    """Bo cannot press, and the helper gives the answer for Bo."""
    helps(p, helper, "interpreted")
    p.choose("heard_it")
    p.choose("ok")
    p.expect("consent.confirm", "Bo")
    p.choose("cannot_press")
    p.choose("keep_through")


def cy_helps_bo(p: Watcher) -> None:
    """Cy reads out, and Bo presses; but it is about Cy's work, so Bo is asked again without Cy."""
    consent_is_asked(p)
    until(p, "Bo")
    helps(p, "Cy", "read_out", "steadied")
    p.expect("consent.read", "Bo")
    assert p.sheet.body[0] == "Cy helps Bo."
    p.choose("heard_it")
    assert p.sheet.body[0] == "Cy helps Bo."
    p.choose("ok")
    assert "Bo, you press now. Cy does not press." in p.sheet.body
    p.choose("keep_answer")
    others_consent(p)
    p.expect("witness.ask")
    assert "Cy helps Bo." not in p.sheet.body
    p.choose("ask_again")
    p.takes_turn("Bo")
    friday.consents(p)
    p.expect("consent.last_check")


def dee_is_there(p: Watcher) -> None:
    """Dee, who is known to nobody here, helps Bo at home; Bo's answer counts at once."""
    consent_is_asked(p)
    until(p, "Bo")
    p.press("help")
    p.choose("somebody_helps")
    p.choose("other_helper")
    p.write("A" * 41)
    p.expect("beside.long_name")
    p.choose("go_on")
    p.write("Dee")
    p.choose("did.typed")
    p.choose("begin_help")
    friday.consents(p)


def bo_cannot_press(p: Watcher) -> None:
    """Cy gives the answer for Bo, and nobody else was there who is not part of the idea."""
    consent_is_asked(p)
    until(p, "Bo")
    bo_through(p)
    others_consent(p)
    p.expect("witness.ask")


def decided_with_a_witness(p: Watcher) -> None:
    """Dee gives the answer for Bo, Di was there, and the book of decisions says so."""
    consent_is_asked(p, "Di")
    until(p, "Bo")
    p.press("help")
    p.choose("somebody_helps")
    p.choose("other_helper")
    p.write("Dee")
    p.choose("did.presses")
    p.choose("begin_help")
    p.choose("heard_it")
    p.choose("ok")
    p.choose("presses_now")
    p.choose("cannot_press")
    p.choose("keep_through")
    others_consent(p)
    p.expect("witness.ask")
    p.choose_label("Di")
    p.takes_turn("Di")
    p.expect("witness.say", "Di")
    assert not any("OK to try" in sentence for sentence in p.sheet.body)
    p.choose("was_there")
    p.choose("keep_witness")
    friday.last_check(p)
    p.choose("end_meeting")
    p.choose("end_now")
    p.choose_label("Bo")
    p.choose("ready")
    assert "Dee gave your answer: It is OK to try." in p.sheet.body
    p.choose("that_is_right")
    p.choose("logbook")
    p.choose_label("On Fridays, dinner moves to six")
    assert "Dee gave the answer for Bo." in p.sheet.body
    assert "Di was there, and said so." in p.sheet.body


def ada_asks_to_check(p: Watcher) -> None:
    """Ada asks to check with Bo, whom Cy had helped; Bo is asked again, alone."""
    consent_is_asked(p)
    until(p, "Bo")
    bo_through(p)
    p.choose("somebody_else")
    p.choose_label("Ada")
    p.choose("ready")
    if p.sheet.page == "turn.right":
        p.choose("that_is_right")
    p.expect("home", "Ada")
    p.choose_label("Please check with somebody: On Fridays, dinner moves to six")
    p.choose_label("Bo")
    p.choose("do_check")
    p.expect("check.noted")
    p.choose("go_on")
    if p.sheet.kind == "HandOver":
        p.takes_turn(called(p))


def bo_objects_with_help(p: Watcher) -> None:
    """Bo sees a problem, and takes it back alone: Cy is asked to step away."""
    consent_is_asked(p)
    until(p, "Bo")
    helps(p, "Cy", "typed")
    friday.bo_objects(p)
    p.choose("somebody_else")
    p.choose_label("Bo")
    p.choose("ready")
    p.expect("turn.right", "Bo")
    helps(p, "Ada", "read_out")
    p.expect("turn.right", "Bo")
    p.choose("not_right")
    p.choose_label("Your answer was: I see a problem. It is about this: time.")
    p.expect("beside.alone")
    p.choose("go_back")
    p.press("back")
    p.choose("that_is_right")
    p.expect("home", "Bo")
    p.choose("helper_gone")
    p.choose("somebody_helps")
    p.choose_label("Cy")
    p.choose("did.read_out")
    p.choose("begin_help")
    p.choose_label("Look at my answer again: On Fridays, dinner moves to six")
    p.choose("heard_it")
    p.choose("take_back")
    assert p.sheet.title == "Cy, please step away now."
    p.choose("is_away")
    p.choose("fixed")
    p.choose("keep_taken_back")


def both_helped(p: Watcher) -> None:
    """Ada says that it changes nobody's work; then Cy helps Bo, and answers too, which is shown."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    p.choose("our_ideas")
    p.choose_label("On Fridays, dinner moves to six")
    p.choose("change_words")
    p.choose("whose_work")
    p.choose_label("Cy")
    p.choose("it_is_right")
    p.press("back")
    p.press("back")
    p.press("back")
    is_asked(p)
    until(p, "Bo")
    helps(p, "Cy", "read_out")
    friday.consents(p)
    others_consent(p)
    friday.last_check(p)
    p.choose("end_meeting")
    p.choose("end_now")
    turn(p, "Ada")
    p.choose("logbook")
    p.choose_label("On Fridays, dinner moves to six")
    assert "Cy helped Bo: reading out." in p.sheet.body
    assert "Cy answered too, and helped Bo answer." in p.sheet.body


def a_name_is_given_with_help(p: Watcher) -> None:
    """Somebody cannot press, and names Bo through a helper; who hears the names hears that too."""
    stories_selection.they_meet_about_a_role(p)
    stories_selection.up_to_the_names(p)
    p.takes_turn(called(p))
    first = called(p)
    helper = "Cy" if first == "Ada" else "Ada"
    helps(p, helper, "presses")
    p.choose("heard_it")
    p.choose_label("Bo")
    p.choose("cannot_say")
    p.choose("keep_through")
    for _ in range(2):
        p.takes_turn(called(p))
        p.choose("heard_it")
        p.choose_label("Bo")
        p.choose("cannot_say")
        p.choose("keep_nomination")
    p.takes_turn(called(p))
    p.expect("change.ask")
    assert f"{helper} gave the answer for {first}." in p.sheet.body


def only_cy_can_press(p: Watcher) -> None:
    """Nobody wants to change; whoever confirms it presses themselves."""
    consent_is_asked(p)
    others_consent(p)
    p.expect("consent.last_check")
    if p.sheet.kind == "HandOver":
        p.takes_turn(called(p))
    helper = "Bo" if called(p) == "Cy" else "Cy"
    helps(p, helper, "presses")
    p.choose("nobody_changes")
    assert p.sheet.title.startswith("Only ")
    p.choose("go_back")
    p.choose("nobody_changes")
    p.choose("presses_now")
    p.choose("keep_decision")


def a_card_in_a_helped_turn(p: Watcher) -> None:
    """Bo is helped, and a card is raised: Bo comes back to the same page with the same helper."""
    consent_is_asked(p)
    until(p, "Bo")
    helps(p, "Cy", "read_out")
    p.press("cards")
    assert "Cy helps Bo." not in p.sheet.body
    p.choose("card.green")
    p.choose_label("Ada")
    p.takes_turn(called(p))
    p.choose("card_met.green")
    p.takes_turn("Ada")
    p.choose("put_card_away")
    p.takes_turn("Bo")
    p.expect("turn.again", "Bo")
    p.choose("go_on")
    p.expect("consent.read", "Bo")
    assert p.sheet.body[0] == "Cy helps Bo."


STORIES: dict[str, Story] = {
    story.__name__: story
    for story in (
        cy_helps_bo,
        dee_is_there,
        bo_cannot_press,
        decided_with_a_witness,
        ada_asks_to_check,
        bo_objects_with_help,
        both_helped,
        a_name_is_given_with_help,
        only_cy_can_press,
        a_card_in_a_helped_turn,
    )
}
