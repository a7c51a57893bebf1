"""What travels between circles and whose word it needs (R20); what is told to the wider one (R21)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.fold import fold
from kiosk.governance.state import EMPTY
from tests.governance.nest import Nest
from tests.governance.test_story_messages import cy_objects_twice, sent
from tests.governance.test_story_messages import nest as board_and_home

nest = board_and_home


def bo_tells_of(nest: Nest, of: str, by: str = "Bo") -> str:
    note = c.NoteMessage(to=nest.circle("Board").id, words="A key for the shed", of=nest.id(of) if of else "")
    nest.by(by, "Home", note)
    return sent(nest).id


def carry(nest: Nest, id: str) -> c.CarryMessage:
    return c.CarryMessage(frm=nest.circle("Home").id, message=id)


# --- about one person --------------------------------------------------------------------------------------


def test_r20_what_is_told_of_one_person_waits_for_their_word(nest: Nest) -> None:
    id = bo_tells_of(nest, "Cy")
    assert nest.refused("Ada", "Board", carry(nest, id)) == ("R20", "own_word_first")
    assert nest.refused("Ada", "Home", c.GiveMessageWord(message=id, word="ok")) == ("R20", "not_about_you")
    nest.by("Cy", "Home", c.GiveMessageWord(message=id, word="ok"))
    assert nest.refused("Cy", "Home", c.GiveMessageWord(message=id, word="ok")) == ("", "nothing_changed")
    nest.by("Ada", "Board", carry(nest, id))
    assert fold(nest.history, EMPTY) == nest.org


def test_r20_what_one_tells_of_oneself_needs_no_other_word(nest: Nest) -> None:
    nest.by("Ada", "Board", carry(nest, bo_tells_of(nest, "Bo")))


def test_r20_their_stop_ends_it_before_it_is_brought_and_after(nest: Nest) -> None:
    first = bo_tells_of(nest, "Cy")
    nest.by("Cy", "Home", c.GiveMessageWord(message=first, word="stop"))
    assert nest.refused("Ada", "Board", carry(nest, first)) == ("R20", "own_word_first")
    second = bo_tells_of(nest, "Cy")
    nest.by("Cy", "Home", c.GiveMessageWord(message=second, word="ok"))
    nest.by("Ada", "Board", carry(nest, second))
    nest.by("Cy", "Home", c.GiveMessageWord(message=second, word="stop"))
    assert nest.refused("Eve", "Board", c.HearMessage(message=second)) == ("R20", "own_stop")
    assert nest.refused("Eve", "Board", c.TakeUpMessage(message=second)) == ("R20", "own_stop")


def test_r20_what_the_other_circle_made_of_it_goes_no_further(nest: Nest) -> None:
    id = bo_tells_of(nest, "Cy")
    nest.by("Cy", "Home", c.GiveMessageWord(message=id, word="ok"))
    nest.by("Ada", "Board", carry(nest, id))
    nest.by("Eve", "Board", c.TakeUpMessage(message=id))
    at = nest.newest("Board").id
    nest.goes_to_answers("Board", at)
    nest.by("Cy", "Home", c.GiveMessageWord(message=id, word="stop"))
    check = c.ConfirmNobodyChanges(round=nest.newest("Board").rounds[-1].id)
    assert nest.refused("Eve", "Board", check) == ("R20", "own_stop")


def test_r20_anyone_says_that_it_is_about_them_where_nobody_was_named(nest: Nest) -> None:
    id = bo_tells_of(nest, "")
    nest.by("Cy", "Home", c.GiveMessageWord(message=id, word="stop"))
    assert nest.refused("Ada", "Board", carry(nest, id)) == ("R20", "own_word_first")
    assert nest.refused("Ada", "Home", c.GiveMessageWord(message=id, word="ok")) == ("R20", "not_about_you")


def test_r20_a_problem_about_ones_own_life_is_handed_to_no_other_circle(nest: Nest) -> None:
    objection = cy_objects_twice(nest)
    nest.by("Bo", "Home", c.OfferOutsideHelp(objection=objection))
    nest.by("Ada", "Home", c.SayAboutMe(proposal=nest.newest("Home").id))
    assert nest.refused("Cy", "Home", c.WantReferral(objection=objection)) == ("R20", "stays_here")


# --- told by nobody's choice -------------------------------------------------------------------------------


def set_aside(nest: Nest, name: str) -> None:
    home = nest.circle("Home").id
    day = "2026-12-01"
    nest.tell(*(e.RoleFilled(home, "steward", nest.id(one), day, False) for one in ("Ada", "Bo")))
    for steward in ("Ada", "Bo"):
        nest.by(steward, "Home", c.SayOfMember(person=nest.id(name), what="aside", review_day=day))


def test_r21_that_somebody_was_set_aside_is_told_once_and_without_a_reason(nest: Nest) -> None:
    set_aside(nest, "Cy")
    told = [r.event for r in nest.history if isinstance(r.event, e.MessageNoted)]
    assert [(one.kind, one.about, one.words) for one in told] == [("aside", nest.id("Cy"), "")]
    nest.by("Ada", "Board", carry(nest, sent(nest).id))
    nest.by("Eve", "Board", c.HearMessage(message=sent(nest).id))
    assert len(nest.circle("Home").post.sent) == 1
    assert fold(nest.history, EMPTY) == nest.org


def test_r21_the_problem_of_one_set_aside_goes_to_the_wider_circle_before_words_can_meet_it(
    nest: Nest,
) -> None:
    nest.by("Bo", "Home", c.RaiseTopic(form="wish"))
    nest.by("Bo", "Home", c.BeginDraft(topic=list(nest.circle("Home").topics)[-1]))
    at = nest.newest("Home").id
    nest.goes_to_answers("Home", at, against="Cy")
    objection = nest.newest("Home").standing[-1].id
    set_aside(nest, "Cy")
    message = next(m for m in nest.circle("Home").post.sent.values() if m.kind == "referred")
    assert message.about == objection
    # Cy is asked no more; the others answer anew.
    nest.goes_to_answers("Home", at)
    rounds = nest.newest("Home").rounds
    nest.by("Bo", "Home", c.HearObjections(round=rounds[-1].id))
    if not nest.newest("Home").standing[-1].taken:
        nest.by("Bo", "Home", c.TakeObjection(objection=objection))
    nest.amends("Bo", "Home", at, "Another way. ")
    nest.goes_to_answers("Home", at)
    check = c.ConfirmNobodyChanges(round=nest.newest("Home").rounds[-1].id)
    assert nest.refused("Bo", "Home", check) == ("R4", "objection_stands")
    # The wider circle hears it, and both links tell what came of it.
    nest.by("Ada", "Board", carry(nest, message.id))
    nest.by("Eve", "Board", c.HearObjector(message=message.id))
    nest.by("Eve", "Board", c.HearMessage(message=message.id))
    report = {"decided": "Go on", "why": "It is yours", "can_change": "All", "whom": "Eve"}
    nest.by("Ada", "Home", c.ReportBack(message=message.id, **report))
    nest.by("Bo", "Home", check)
    assert nest.newest("Home").decision
