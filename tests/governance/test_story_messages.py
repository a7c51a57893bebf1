"""A message goes to another circle and comes back, and is done only when all who asked have heard (R17)."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import messages as rules
from kiosk.governance.fold import fold
from kiosk.governance.state import EMPTY, Sent
from tests.governance.nest import Nest

REPORT = {"decided": "A ramp", "why": "Doors are for all", "can_change": "The day", "whom": "Dee"}


@pytest.fixture
def nest() -> Nest:
    """Home (Ada, Bo, Cy) belongs to Board (Dee, Eve); Dee leads it, Ada takes its views."""
    nest = Nest()
    nest.found("Home", "Ada", "Bo", "Cy")
    nest.found("Board", "Dee", "Eve")
    home, board = nest.circle("Home").id, nest.circle("Board").id
    nest.tell(
        e.CircleBelongs(board, home, board, "d", ""),
        e.MemberJoined(home, nest.id("Dee")),
        e.MemberJoined(board, nest.id("Ada")),
        e.RoleFilled(home, "leader", nest.id("Dee"), "2026-12-01", False),
        e.RoleFilled(home, "delegate", nest.id("Ada"), "2026-12-01", False),
    )
    return nest


def sent(nest: Nest, circle: str = "Home") -> Sent:
    return list(nest.circle(circle).post.sent.values())[-1]


def bo_asks(nest: Nest) -> str:
    nest.by("Bo", "Home", c.NoteMessage(to=nest.circle("Board").id, words="We need a ramp"))
    return sent(nest).id


def carried(nest: Nest) -> str:
    id = bo_asks(nest)
    nest.by("Ada", "Board", c.CarryMessage(frm=nest.circle("Home").id, message=id))
    return id


def told(nest: Nest) -> str:
    id = carried(nest)
    nest.by("Eve", "Board", c.HearMessage(message=id))
    nest.by("Ada", "Home", c.ReportBack(message=id, **REPORT))
    nest.by("Dee", "Home", c.StandBeside(message=id))
    return id


def says(nest: Nest, name: str, id: str, answer: str = "heard", words: str = "") -> tuple[e.Event, ...]:
    report = sent_by_id(nest, id).report
    assert report
    return nest.by(name, "Home", c.AnswerReport(message=id, report=report.id, answer=answer, words=words))


def sent_by_id(nest: Nest, id: str) -> Sent:
    return nest.circle("Home").post.sent[id]


def test_r17_a_message_closes_only_when_all_who_asked_have_heard(nest: Nest) -> None:
    id = told(nest)
    nest.by("Bo", "Home", c.TakeNews(message=id, beside=nest.id("Cy")))
    says(nest, "Bo", id)
    assert nest.refused("Ada", "Home", c.CloseMessage(message=id)) == ("R17", "not_all_heard")
    assert not sent_by_id(nest, id).closed
    made = says(nest, "Cy", id)
    assert [type(event) for event in made] == [e.ReportAnswered, e.MessageClosed]
    assert sent_by_id(nest, id).closed


def test_r17_only_a_link_brings_it_and_only_once(nest: Nest) -> None:
    id = bo_asks(nest)
    carry = c.CarryMessage(frm=nest.circle("Home").id, message=id)
    assert nest.refused("Eve", "Board", carry) == ("R17", "only_links")
    nest.by("Dee", "Board", carry)
    assert nest.refused("Ada", "Board", carry) == ("", "unknown")
    brought = nest.circle("Board").post.brought[id]
    assert (nest.org.name(brought.person), brought.words) == ("Dee", "We need a ramp")


def test_r17_nothing_is_told_before_the_other_circle_has_heard(nest: Nest) -> None:
    id = carried(nest)
    report = c.ReportBack(message=id, **REPORT)
    assert nest.refused("Ada", "Home", report) == ("R17", "not_heard_there")
    nest.by("Eve", "Board", c.HearMessage(message=id))
    assert nest.refused("Bo", "Home", report) == ("R17", "only_links")
    assert nest.refused("Ada", "Home", c.ReportBack(message=id, **{**REPORT, "why": " "})) == ("", "empty")
    nest.by("Ada", "Home", report)


def test_r17_both_links_stand_by_what_is_told(nest: Nest) -> None:
    id = carried(nest)
    nest.by("Eve", "Board", c.HearMessage(message=id))
    nest.by("Ada", "Home", c.ReportBack(message=id, **REPORT))
    assert nest.refused("Bo", "Home", c.TakeNews(message=id)) == ("", "unknown")
    assert nest.refused("Ada", "Home", c.StandBeside(message=id)) == ("R17", "only_links")
    nest.by("Dee", "Home", c.StandBeside(message=id))
    nest.by("Bo", "Home", c.TakeNews(message=id))


def test_r17_the_one_who_asked_is_told_first(nest: Nest) -> None:
    id = told(nest)
    report = sent(nest).report
    assert report
    heard = c.AnswerReport(message=id, report=report.id, answer="heard")
    assert nest.refused("Cy", "Home", heard) == ("R17", "asker_first")
    assert nest.refused("Cy", "Home", c.TakeNews(message=id)) == ("R17", "asker_first")
    nest.by("Bo", "Home", c.TakeNews(message=id))
    says(nest, "Cy", id)


def test_r17_not_understood_and_later_keep_it_open_and_it_is_told_anew(nest: Nest) -> None:
    id = told(nest)
    nest.by("Bo", "Home", c.TakeNews(message=id))
    says(nest, "Bo", id)
    says(nest, "Cy", id, "not_understood")
    first = sent(nest).report
    nest.by("Dee", "Home", c.ReportBack(message=id, **REPORT))
    nest.by("Ada", "Home", c.StandBeside(message=id))
    assert first
    stale = c.AnswerReport(message=id, report=first.id, answer="heard")
    assert nest.refused("Cy", "Home", stale) == ("R17", "not_told_yet")
    says(nest, "Cy", id)
    assert not sent(nest).closed, "Bo has not heard the new words yet"
    says(nest, "Bo", id, "later")
    says(nest, "Bo", id)
    assert sent(nest).closed


def test_r17_an_answer_back_is_a_message_of_its_own(nest: Nest) -> None:
    id = told(nest)
    nest.by("Bo", "Home", c.TakeNews(message=id))
    says(nest, "Bo", id, "answer_back", "It has to be wider.")
    back = sent(nest)
    assert (back.kind, back.about, back.words, back.to) == (
        "back", id, "It has to be wider.", nest.circle("Board").id,
    )  # fmt: skip
    assert not sent_by_id(nest, id).closed


def test_r17_what_the_other_circle_decides_is_told_back(nest: Nest) -> None:
    id = carried(nest)
    nest.by("Eve", "Board", c.TakeUpMessage(message=id))
    proposal = nest.newest("Board")
    assert nest.refused("Eve", "Board", c.HearMessage(message=id)) == ("", "unknown")
    decision = nest.goes_through("Board", proposal.id)
    assert rules.came_of(nest.circle("Board"), id) == (True, decision)
    nest.by("Ada", "Home", c.ReportBack(message=id, **REPORT))
    told_ = next(r.event for r in nest.history if isinstance(r.event, e.MessageReported))
    assert told_.after == decision


def test_r17_who_says_that_was_not_my_answer_opens_it_again(nest: Nest) -> None:
    id = told(nest)
    nest.by("Bo", "Home", c.TakeNews(message=id))
    says(nest, "Bo", id)
    says(nest, "Cy", id)
    act = [a.id for a in nest.circle("Home").acts[nest.id("Cy")] if isinstance(a.event, e.ReportAnswered)]
    nest.by("Cy", "Home", c.SayNotRight(act=act[-1]))
    assert not sent_by_id(nest, id).closed
    assert nest.names(rules.still_to_hear(nest.circle("Home"), sent_by_id(nest, id))) == ["Cy"]


def test_r17_it_is_closed_by_the_others_when_the_last_one_is_no_member_any_more(nest: Nest) -> None:
    id = told(nest)
    nest.by("Bo", "Home", c.TakeNews(message=id))
    says(nest, "Bo", id)
    home = nest.circle("Home")
    gone = tuple(m for m in home.members if m != nest.id("Cy"))
    nest.org = replace(nest.org, circles={**nest.org.circles, home.id: replace(home, members=gone)})
    nest.by("Bo", "Home", c.CloseMessage(message=id))
    assert sent_by_id(nest, id).closed


def test_r17_downwards_it_goes_the_same_way(nest: Nest) -> None:
    nest.by("Eve", "Board", c.NoteMessage(to=nest.circle("Home").id, words="There is money"))
    id = sent(nest, "Board").id
    assert rules.carriers(nest.org, nest.circle("Board"), nest.circle("Home")) == (
        nest.id("Dee"),
        nest.id("Ada"),
    )
    nest.by("Dee", "Home", c.CarryMessage(frm=nest.circle("Board").id, message=id))
    assert id in nest.circle("Home").post.brought


def test_r17_the_wider_circle_sees_what_was_carried_and_no_more(nest: Nest) -> None:
    """Of all that Home stored about it, nothing but the carried words stands in Board's stream."""
    id = told(nest)
    board = nest.circle("Board").id
    there = [r.event for r in nest.history if r.stream == board]
    assert {type(event) for event in there} == {e.MessageCarried, e.MessageHeard}
    note = next(r for r in nest.history if isinstance(r.event, e.MessageNoted))
    carried_ = next(event for event in there if isinstance(event, e.MessageCarried))
    assert (carried_.note, carried_.message) == (note.id, id)
    assert carried_.keys()["words"] == (f"circle:{board}",)
    assert note.event.keys()["words"] == (f"circle:{nest.circle('Home').id}",)


def test_an_act_in_one_circle_leaves_the_other_as_it_is(nest: Nest) -> None:
    board = nest.circle("Board")
    id = bo_asks(nest)
    assert nest.circle("Board") is board
    home = nest.circle("Home")
    nest.by("Ada", "Board", c.CarryMessage(frm=home.id, message=id))
    assert nest.circle("Home") is home


# --- an objection that the wider circle looks at ------------------------------------------------------------


def cy_objects_twice(nest: Nest) -> str:
    """Two wordings went round, and Cy sees a problem with both; gives the objection's name."""
    nest.by("Bo", "Home", c.RaiseTopic(form="wish"))
    nest.by("Bo", "Home", c.BeginDraft(topic=list(nest.circle("Home").topics)[-1]))
    at = nest.newest("Home").id
    for words in ("", "Another way. "):
        if words:
            nest.by("Bo", "Home", c.HearObjections(round=nest.newest("Home").rounds[-1].id))
            nest.amends("Bo", "Home", at, words)
        nest.goes_to_answers("Home", at, against="Cy")
    return nest.newest("Home").standing[-1].id


def test_r4_an_objection_is_handed_on_only_after_two_wordings_and_outside_help(nest: Nest) -> None:
    objection = cy_objects_twice(nest)
    want = c.WantReferral(objection=objection)
    assert nest.refused("Cy", "Home", want) == ("R4", "try_first")
    nest.by("Bo", "Home", c.OfferOutsideHelp(objection=objection))
    nest.by("Cy", "Home", want)
    assert (sent(nest).kind, sent(nest).about) == ("referred", objection)
    assert [o.status for o in nest.newest("Home").objections][-1] == "standing"


def test_r4_two_others_hand_it_on_when_not_both_are_paid(nest: Nest) -> None:
    objection = cy_objects_twice(nest)
    nest.by("Bo", "Home", c.OfferOutsideHelp(objection=objection))
    made = nest.by("Bo", "Home", c.WantReferral(objection=objection))
    assert [type(event) for event in made] == [e.ReferralWanted]
    assert nest.refused("Bo", "Home", c.WantReferral(objection=objection)) == ("", "nothing_changed")
    made = nest.by("Ada", "Home", c.WantReferral(objection=objection))
    assert [type(event) for event in made] == [e.ReferralWanted, e.MessageNoted]


def test_r17_the_wider_circle_hears_the_objector_first(nest: Nest) -> None:
    objection = cy_objects_twice(nest)
    nest.by("Bo", "Home", c.OfferOutsideHelp(objection=objection))
    nest.by("Cy", "Home", c.WantReferral(objection=objection))
    id = sent(nest).id
    nest.by("Ada", "Board", c.CarryMessage(frm=nest.circle("Home").id, message=id))
    for command in (c.HearMessage(message=id), c.TakeUpMessage(message=id)):
        assert nest.refused("Eve", "Board", command) == ("R17", "objector_first")
    nest.by("Eve", "Board", c.HearObjector(message=id))
    nest.by("Eve", "Board", c.TakeUpMessage(message=id))
    nest.goes_through("Board", nest.newest("Board").id)
    assert nest.newest("Home").standing, "the objection was not ended by another circle"


def test_the_history_of_messages_tells_the_same_again(nest: Nest) -> None:
    told(nest)
    assert fold(nest.history, EMPTY) == nest.org
