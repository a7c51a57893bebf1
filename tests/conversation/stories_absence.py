"""Stories of somebody who cannot be reached: tries, one's own word, the away round, going on, and back."""

from collections.abc import Callable

from kiosk.governance import events as e
from tests.conversation.world import Watcher
from tests.journeys import friday
from tests.journeys.driver import everyone

Story = Callable[[Watcher], None]
PEOPLE = (("Ann", "supported"), ("Bo", "worker"), ("Cy", "worker"), ("Di", "supported"))
DAY = "2026-12-15"
IDEA = "On Fridays, dinner moves to six"


def begins(
    p: Watcher, outsider: str = "", owner: str = "", people: tuple[tuple[str, str], ...] = PEOPLE
) -> None:
    p.choose("begin")
    p.write("Friday circle")
    p.write("We live well together")
    for name, kind in people:
        p.write(name)
        p.choose(f"kind.{kind}")
    p.choose("enough")
    if outsider:
        p.choose("name_outsider")
        p.write(outsider)
        p.expect("setup.check")
    p.choose("it_is_right")
    p.choose_label("Cy")
    if owner:
        p.choose_label(owner)
    else:
        p.choose("a_group")
    p.choose("keep_it")


def id_of(p: Watcher, name: str) -> str:
    return next(id for id, person in p.home.desk.state.people.items() if person.name == name)


def circle(p: Watcher) -> str:
    return next(iter(p.home.desk.state.circles))


def turn(p: Watcher, name: str) -> None:
    """Somebody takes a turn, whatever the page; who is away is welcomed back first."""
    while p.sheet.page not in ("welcome", "handover", "meeting.paused", "turn.who"):
        if "finish" in {t.id for t in p.session_prompt().choices}:
            p.choose("finish")
        else:
            p.press("back")
    if p.sheet.page == "handover" and p.sheet.asked_of and p.sheet.asked_of.name != name:
        p.choose("somebody_else")
        p.choose_label(name)
    p.takes_turn(name)
    if p.sheet.page == "turn.right":
        p.choose("that_is_right")


def tried(p: Watcher, *names: str) -> None:
    """From another kiosk: three sittings without them, and tries in vain."""
    at, others = circle(p), [n for n in ("Bo", "Cy", "Di") if n not in names]
    here = tuple(id_of(p, n) for n in others)
    told: list[e.Event] = []
    for n, (by, how) in enumerate((("Bo", "telephone"), ("Cy", "visit"), ("Bo", "message"))):
        sitting = f"far-{len(p.home.record.kept)}-{n}"
        told.append(e.MeetingBegun(at, sitting, here))
        told += [e.TriedToReach(at, id_of(p, by), id_of(p, name), how, "not_reached") for name in names]
        told.append(e.MeetingEnded(at, sitting, ()))
    p.home.tell(*told)
    p.sit_down_again()


def says_word(p: Watcher, name: str, word: str = "go_on") -> None:
    p.home.tell(e.WishSaid(circle(p), id_of(p, name), word))
    p.sit_down_again()


def opens_person(p: Watcher, by: str, name: str = "Ann") -> None:
    turn(p, by)
    p.choose("our_circle")
    p.choose("cannot_reach")
    p.choose_label(name)
    p.expect("reach.person", by)


def meets(p: Watcher, item: str, *others: str) -> None:
    """Whoever holds the turn begins a meeting; where somebody is away, first they are asked after."""
    p.choose("meet")
    for name in others:
        p.choose_label(name)
    p.everyone_is_here()
    if p.sheet.kind == "HandOver":
        turn(p, "Cy")
    if p.sheet.page == "reach.asked":
        p.choose("nobody_reached")
    if p.sheet.page == "agenda":
        p.choose_label(item)


def rounds(p: Watcher, people: int, helper: str = "Cy") -> None:
    if p.sheet.kind == "HandOver":
        p.takes_turn(p.sheet.asked_of.name if p.sheet.asked_of else "")
    if p.sheet.page == "draft.agenda":
        p.choose("one_idea")
    p.choose("everyone_heard")
    everyone(p, "question.ask", "no_question", people)
    everyone(p, "reaction.ask", "nothing_to_say", people)
    if p.sheet.kind == "HandOver":
        p.takes_turn(helper)
    p.choose("ask_everyone")


def decides(p: Watcher, people: int) -> None:
    everyone(p, "consent.read", friday.consents, people)
    friday.last_check(p)


def goes_home(p: Watcher) -> None:
    p.choose("end_meeting")
    p.choose("end_now")


def away_round(p: Watcher, *others: str) -> None:
    """The circle is asked, from the page about Ann up to consent; Cy begins it."""
    opens_person(p, "Cy")
    p.choose("go_on_without")
    p.choose("ask_others_about_it")
    p.expect("away.hear", "Cy")
    p.choose_label("Di")
    p.takes_turn("Di")
    p.expect("away.speak", "Di")
    p.write("Ann would want to hear the words")
    turn(p, "Cy")
    meets(p, "We go on for now without Ann.", *(others or ("Bo", "Di")))
    if p.sheet.kind == "HandOver":
        turn(p, "Cy")
    p.expect("draft.part", "Cy")
    p.write("Ann is in hospital")
    for id in ("keep_day", "it_stops", "keep_words"):
        p.choose(id)
    rounds(p, 3)


def ann_is_away(p: Watcher, **setup: str) -> None:
    begins(p, **setup)  # type: ignore[arg-type]
    says_word(p, "Ann")
    tried(p, "Ann")
    away_round(p)
    decides(p, 3)
    assert p.stored[-1] == "AwayBegan"
    goes_home(p)


def cy_brings_an_idea(p: Watcher) -> None:
    turn(p, "Cy")
    for id in ("talk_about", "in_words"):
        p.choose(id)
    p.write("Dinner on Fridays")
    p.choose("make_idea")
    for words in (IDEA, "Then we can go out", "Bo cooks earlier", "We ask how Friday was"):
        p.write(words)
    for id in ("keep_day", "it_stops", "keep_words", "what_i_meant"):
        p.choose(id)


def decided_without_ann(p: Watcher) -> None:
    ann_is_away(p)
    cy_brings_an_idea(p)
    meets(p, IDEA, "Bo", "Di")
    rounds(p, 3)
    assert "Ann will not be asked. Ann cannot be reached." in p.sheet.body or p.sheet.kind == "HandOver"
    decides(p, 3)
    said = "Ann was not asked. Ann was away."
    assert any(said in sentence for sentence in p.session_texts())
    goes_home(p)


# --- one's own word ----------------------------------------------------------------------------------------


def ann_says_what_she_wants(p: Watcher) -> None:
    """Wait, ask Di, go on: each is one's own, and changes any day."""
    begins(p)
    turn(p, "Ann")
    p.choose("about_me")
    p.choose("if_unreachable")
    p.choose("word.wait")
    p.choose("if_unreachable")
    p.choose("word.ask")
    p.choose_label("Di")
    p.expect("me", "Ann")
    p.choose("if_unreachable")
    assert "Ann said: ask Di. Di has not said it yet." in p.sheet.body
    p.choose("word.ask")
    p.press("back")
    p.press("back")
    p.press("back")
    p.choose("finish")
    tried(p, "Ann")
    opens_person(p, "Cy")
    turn(p, "Di")
    p.choose_label("You are asked about Ann")
    p.choose("spoken_wait")
    opens_person(p, "Cy")
    assert any("Di says: wait" in one for one in p.session_texts())


def somebody_outside_is_named_to_ask(p: Watcher) -> None:
    """Ann named Olu, who is no member; Olu takes a turn and says: go on for now."""
    begins(p, outsider="Olu")
    turn(p, "Ann")
    for id in ("about_me", "if_unreachable", "word.ask"):
        p.choose(id)
    p.choose_label("Olu")
    p.press("back")
    p.choose("finish")
    tried(p, "Ann")
    p.takes_turn("Olu")
    p.expect("home", "Olu")
    p.choose_label("You are asked about Ann")
    p.choose("spoken_go_on")
    opens_person(p, "Cy")
    assert any("Olu says: go on for now" in one for one in p.session_texts())
    p.press("back")


def the_outsider_is_asked(p: Watcher) -> None:
    """Ann said nothing, and there is no wider circle: Olu from outside is asked too."""
    begins(p, outsider="Olu")
    tried(p, "Ann")
    away_round(p)
    decides(p, 3)
    goes_home(p)
    p.takes_turn("Olu")
    p.choose_label("You are asked from outside about Ann")
    p.expect("outside.answer", "Olu")
    p.choose("outside_ok")
    p.choose("keep_answer")
    assert p.stored[-2:] == ["OutsiderAnswered", "AwayBegan"]
    p.expect("welcome")


def two_outside_names(p: Watcher) -> None:
    """At set-up the name from outside is changed, is one that is there, is too long, and is left out."""
    p.choose("begin")
    p.write("Friday circle")
    p.write("We live well together")
    p.write("Ann")
    p.choose("kind.supported")
    p.choose("enough")
    p.choose("name_outsider")
    p.write("ann")
    p.expect("setup.same_name")
    p.choose("go_on")
    p.write("Olu")
    p.expect("setup.check")
    p.choose("name_outsider")
    p.choose("nobody_outside")
    p.expect("setup.check")
    p.choose("add_person")


def the_wider_circle_is_asked(p: Watcher) -> None:
    """Ann said nothing, and there is a wider circle, of Cy and Flo: it is asked too."""
    begins(p)
    at = circle(p)
    p.home.tell(
        e.CircleFounded("wide", "All homes", "Every home lives well"),
        e.PersonAdded("flo", "worker", "Flo"),
        e.MemberJoined("wide", id_of(p, "Cy")),
        e.MemberJoined("wide", "flo"),
        e.CircleBelongs("wide", at, "wide", "d-wide", ""),
    )
    p.sit_down_again()
    tried(p, "Ann")
    away_round(p)
    decides(p, 3)
    goes_home(p)
    p.choose("other_people")
    p.choose_label("Flo")
    p.choose("ready")
    p.choose(f"wider_away.{_first(p)}")
    p.expect("draft.part", "Flo")
    p.write("Ann is in hospital")
    for id in ("keep_day", "it_stops", "keep_words"):
        p.choose(id)
    p.choose("meet")
    p.choose_label("Cy")
    p.everyone_is_here()
    p.choose_label("Friday circle goes on for now without Ann.")
    rounds(p, 2, "Flo")
    everyone(p, "consent.read", friday.consents, 2)
    friday.last_check(p)
    assert p.stored[-2:] == ["WiderConsented", "AwayBegan"]


def _first(p: Watcher) -> str:
    return list(p.home.desk.state.circles[circle(p)].proposals)[-1]


# --- reaching somebody -------------------------------------------------------------------------------------


def reached_and_wants_time(p: Watcher) -> None:
    """Everyone else has answered; Ann is reached at the bedside and wants time: we wait."""
    begins(p)
    cy_brings_an_idea(p)
    meets(p, IDEA, "Bo", "Di")
    rounds(p, 3)
    everyone(p, "consent.read", friday.consents, 3)
    p.expect("meeting.waiting")
    p.choose("cannot_reach")
    p.choose_label("Ann")
    p.choose("i_tried")
    p.choose("how.bedside")
    p.choose("result.wants_time")
    p.expect("reach.time")
    p.choose("go_on")
    p.expect("meeting.waiting")
    goes_home(p)
    opens_person(p, "Bo")
    assert any("wants time" in one for one in p.session_texts())


def reached_on_the_telephone(p: Watcher) -> None:
    """Bo reaches Ann, who is there then, and takes the turn."""
    begins(p)
    opens_person(p, "Bo")
    p.choose("i_tried")
    p.choose("how.visit")
    p.choose("result.not_reached")
    p.choose("i_tried")
    p.choose("how.telephone")
    p.choose("result.reached")
    p.expect("reach.there", "Bo")
    p.choose("give_turn")
    p.takes_turn("Ann")
    p.expect("home", "Ann")
    turn(p, "Bo")


def the_team_owner_is_waited_for(p: Watcher) -> None:
    begins(p, owner="Ann")
    tried(p, "Ann")
    opens_person(p, "Bo")
    assert "This is not that." in p.session_texts()


def too_few_are_left(p: Watcher) -> None:
    """Ann and Di cannot be reached: the circle rests."""
    begins(p)
    says_word(p, "Ann")
    says_word(p, "Di")
    tried(p, "Ann", "Di")
    opens_person(p, "Bo")
    p.choose("go_on_without")
    p.press("back")
    p.press("back")
    turn(p, "Bo")
    p.choose("our_circle")
    p.choose("our_people")
    assert any("rests" in one for one in p.session_texts())


def two_are_away(p: Watcher) -> None:
    """One round names both of them; Bo cannot say what they would say."""
    begins(p, people=(*PEOPLE, ("Ed", "worker"), ("Fay", "worker")))
    for name in ("Ann", "Ed"):
        says_word(p, name)
    tried(p, "Ann", "Ed")
    opens_person(p, "Bo")
    p.choose("go_on_without")
    p.choose("ask_together")
    for _ in range(2):
        p.expect("away.hear")
        p.choose_label("Bo")
        p.takes_turn("Bo")
        p.choose("nothing_for")
        if p.sheet.page == "welcome":
            turn(p, "Bo")
            p.choose("our_ideas")
            p.choose_label("We go on for now without Ann and Ed.")
            break


def the_others_still_need_an_outsider(p: Watcher) -> None:
    """Ann said nothing, and nobody from outside was named: we wait."""
    begins(p)
    tried(p, "Ann")
    opens_person(p, "Cy")
    assert any("Nobody from outside" in one for one in p.session_texts())


def the_day_has_come(p: Watcher) -> None:
    """It was decided elsewhere, long ago, that Ann is not asked: it heads the lists."""
    begins(p)
    p.home.tell(e.AwayBegan(circle(p), "long-ago", "", (id_of(p, "Ann"),), "2026-09-01"))
    p.sit_down_again()
    cy_brings_an_idea(p)
    p.choose("meet")
    for name in ("Bo", "Di"):
        p.choose_label(name)
    p.everyone_is_here()
    p.expect("reach.asked", "Cy")
    p.choose("nobody_reached")
    p.expect("agenda", "Cy")
    p.choose_label("Look again: Ann is not asked for now")
    p.press("back")
    p.choose_label(IDEA)
    if p.sheet.page == "draft.agenda":
        p.choose("one_idea")
    p.choose("everyone_heard")
    everyone(p, "question.ask", "no_question", 3)
    everyone(p, "reaction.ask", "nothing_to_say", 3)
    if p.sheet.kind == "HandOver":
        turn(p, "Cy")
    p.expect("ready.read", "Cy")
    p.choose("look_at_away")


def reached_at_the_beginning(p: Watcher) -> None:
    """A meeting begins: Bo has reached Ann, and what was open starts again with Ann."""
    ann_is_away(p)
    cy_brings_an_idea(p)
    meets(p, IDEA, "Bo", "Di")
    rounds(p, 3)
    opens_person(p, "Cy")
    p.choose("i_tried")
    p.choose("how.telephone")
    p.choose("result.reached")
    p.choose("go_on")
    p.takes_turn(p.sheet.asked_of.name if p.sheet.asked_of else "")
    p.expect("consent.read")
    assert any("all answer anew" in one for one in p.session_texts())


# --- back --------------------------------------------------------------------------------------------------


def ann_is_back(p: Watcher) -> None:
    """Ann is asked about what was decided: a problem, why in words, and a review is on the list."""
    decided_without_ann(p)
    p.choose_label("Ann")
    p.choose("ready")
    p.expect("back.hello", "Ann")
    p.choose("go_on")
    if p.sheet.page == "turn.right":
        p.choose("that_is_right")
    p.choose_label(f"Decided without you: {IDEA}")
    p.expect("back.ask", "Ann")
    p.choose("later_problem")
    p.expect("back.who_hears", "Ann")
    p.choose("everyone_here")
    p.choose("in_words")
    p.write("I cannot eat at six")
    assert "ReviewOpened" in p.stored
    p.choose("logbook")
    p.choose_label(IDEA)
    assert any("I cannot eat at six" in one for one in p.session_texts())
    p.choose("look_later")
    p.choose("take_back")
    p.choose("tired")
    p.choose("go_on")
    turn(p, "Bo")


def ann_asks_and_says_ok(p: Watcher) -> None:
    decided_without_ann(p)
    p.choose_label("Ann")
    p.choose("ready")
    p.expect("back.hello", "Ann")
    p.press("back")
    assert p.stored[-1] == "CameBack"
    turn(p, "Bo")
    p.choose("logbook")
    p.choose_label(IDEA)
    assert "Ann has not answered." in p.session_texts()
    turn(p, "Ann")
    p.choose_label(f"Decided without you: {IDEA}")
    p.choose("later_more")
    p.write("Who cooks then?")
    turn(p, "Cy")
    p.choose("meet")
    p.everyone_is_here()
    p.choose_label(f"Ann asks about: {IDEA}")
    p.press("back")
    turn(p, "Ann")
    p.choose_label(f"Decided without you: {IDEA}")
    p.choose("later_ok")
    p.choose("keep_answer")
    turn(p, "Ann")


STORIES: dict[str, Story] = {
    story.__name__: story
    for story in (
        ann_says_what_she_wants,
        somebody_outside_is_named_to_ask,
        the_outsider_is_asked,
        two_outside_names,
        the_wider_circle_is_asked,
        reached_and_wants_time,
        reached_on_the_telephone,
        the_team_owner_is_waited_for,
        too_few_are_left,
        two_are_away,
        the_others_still_need_an_outsider,
        the_day_has_come,
        reached_at_the_beginning,
        ann_is_back,
        ann_asks_and_says_ok,
    )
}
