"""When somebody cannot be reached: one's own word, the tries, and waiting (R19)."""

from kiosk.conversation.absence_lines import reach_lines, word_line
from kiosk.conversation.handing import call, people
from kiosk.conversation.pages_me import ABOUT_ME
from kiosk.conversation.pages_meeting import AGENDA_FIRST, WAITS
from kiosk.conversation.pages_turn import ACTS, VISITORS, List, heads_home, in_circle, in_our_circle, on_home
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line
from kiosk.conversation.steps import after_step
from kiosk.conversation.view import Action, Moved, Page, Then, View, ask, back, go, page, store
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.absence import HOW, RESULTS, WORDS, may_be_named, may_not_open
from kiosk.governance.away import asks_me, named_in, out_of_reach, to_ask_about
from kiosk.governance.state import Circle, Organisation

# --- one's own word ----------------------------------------------------------------------------------------


@ABOUT_ME.append
def _if_unreachable(own_list: List) -> None:
    if own_list.v.me in own_list.v.circle.members:
        own_list.offer("if_unreachable", go("word.ask"))


@page("word.ask")
def own_word(v: View) -> Page:
    """What should the circle do when it cannot reach this person? Nobody else answers that."""
    own = v.circle.absence.words.get(v.me)
    actions: dict[str, Action] = {
        f"word.{word}": go("word.whom") if word == "ask" else store(c.SayWish(word=word), _back)
        for word in WORDS
        if word == "ask" or own is None or own.word != word
    }
    actions["leave_it"] = back
    body = (word_line(v, v.circle, v.me), line("word.ask.any_day"))
    return Page(ask(v, body=body, choices=tuple(actions), private=True), actions)


def _back(_: Organisation, place: Place) -> Place:
    return place.pop()


@page("word.whom")
def whom(v: View) -> Page:
    """Who should be asked then."""
    own = v.circle.absence.words.get(v.me)
    can = [p for p in may_be_named(v.state, v.me) if own is None or own.to != p]

    def named(to: str) -> Action:
        return store(c.SayWish(word="ask", to=to), lambda _, place: place.pop().pop())

    choices, actions = people(v, can, named, leave_it=back)
    return Page(ask(v, Kind.FIND, choices=choices, private=True), actions)


def spoken_offers(own_list: List, circle: Circle) -> None:
    """Whom somebody named is asked about them, member or not."""
    for person in asks_me(circle, own_list.v.me):
        to = in_circle(circle, go("spoken.answer", person=person))
        own_list.offer(f"spoken.{person}", to, line("choice.spoken", name=own_list.v.name(person)))


@on_home
def _named_member(own_list: List) -> None:
    for circle in own_list.v.state.circles_of(own_list.v.me):
        spoken_offers(own_list, circle)


@VISITORS.append
def _named_visitor(own_list: List) -> tuple[Line, ...]:
    spoken_offers(own_list, own_list.v.circle)
    asking = asks_me(own_list.v.circle, own_list.v.me)
    return tuple(line("spoken.named_you", name=own_list.v.name(p)) for p in asking)


@page("spoken.answer")
def spoken(v: View) -> Page:
    """The one who was named says whether to wait, or to go on for now."""
    person = v.arg("person")
    if person not in asks_me(v.circle, v.me):
        raise LookupError(person)
    actions: dict[str, Action] = {
        f"spoken_{word}": store(c.SpeakFor(of=person, word=word), _home) for word in ("wait", "go_on")
    }
    actions["leave_it"] = back
    name = v.name(person)
    body = (line("spoken.named_you", name=name), line("spoken.not_for", name=name))
    return Page(
        ask(v, title=line("spoken.answer.title", name=name), body=body, choices=tuple(actions)), actions
    )


def _home(_: Organisation, place: Place) -> Place:
    return place.start_over(frame("home"))


# --- the tries ---------------------------------------------------------------------------------------------


@in_our_circle
def _somebody(own_list: List) -> None:
    if len(own_list.v.circle.members) > 1:
        own_list.offer("cannot_reach", go("reach.who"))


WAITS.append(lambda v, proposal: {"cannot_reach": go("reach.who")})


@page("reach.who")
def who(v: View) -> Page:
    """Who cannot be reached."""
    others = [m for m in v.circle.members if m != v.me]
    choices, actions = people(v, others, lambda m: go("reach.person", person=m), leave_it=back)
    return Page(ask(v, Kind.FIND, choices=choices), actions)


def _member(v: View) -> str:
    person = v.arg("person")
    if person not in v.circle.members or person == v.me:
        raise LookupError(person)
    return person


@page("reach.person")
def person_(v: View) -> Page:
    """How far it is with somebody who cannot be reached, and what can be done next."""
    person = _member(v)
    actions: dict[str, Action] = {"i_tried": go("reach.how", person=person)}
    if out_of_reach(v.circle, person) and may_not_open(v.state, v.circle, v.me, (person,)) is None:
        actions["go_on_without"] = go("away.sure", person=person)
    actions |= {"smaller_idea": go("topic.form"), "we_wait": back}
    title = line("reach.person.title", name=v.name(person))
    body = (*reach_lines(v, person), *_in_the_way(v, person))
    return Page(ask(v, Kind.READ, title, body, tuple(actions)), actions)


def _in_the_way(v: View, person: str) -> tuple[Line, ...]:
    """Why the circle is not asked to go on without them, though enough was tried."""
    if person == v.circle.owner or not out_of_reach(v.circle, person):
        return ()
    if named_in(v.circle, person):
        return (line("absence.being_asked", name=v.name(person)),)
    refused = may_not_open(v.state, v.circle, v.me, (person,))
    return (line(f"refused.{refused.key}", names=v.names(refused.names)),) if refused else ()


@page("reach.how")
def how(v: View) -> Page:
    """How this person tried."""
    person = _member(v)
    actions = {f"how.{way}": go("reach.result", person=person, how=way) for way in HOW}
    title = line("reach.how.title", name=v.name(person))
    return Page(ask(v, title=title, choices=tuple(actions)), actions)


@page("reach.result")
def result(v: View) -> Page:
    """What came of it. Who was reached is there, and can answer."""
    person, way = _member(v), v.arg("how")

    def kept(what: str) -> Action:
        return store(c.TryToReach(of=person, how=way, result=what), _after_try(person, what))

    actions = {f"result.{what}": kept(what) for what in RESULTS}
    name = v.name(person)
    choices = tuple(Choice(id, line(f"choice.{id}", name=name), id) for id in actions)
    return Page(ask(v, title=line("reach.result.title", name=name), choices=choices), actions)


def _after_try(person: str, what: str) -> Then:
    def after(_: Organisation, place: Place) -> Place:
        if what == "not_reached":
            return place.start_over(frame("home"), frame("reach.person", person=person))
        to = "reach.there" if what == "reached" else "reach.time"
        return place.start_over(frame("home"), frame(to, person=person))

    return after


@page("reach.there")
def there(v: View) -> Page:
    """On the telephone or at the bedside they are there, when they hear it read back (R15)."""
    person = _member(v)
    actions: dict[str, Action] = {"give_turn": call(person, frame("home")), "go_on": _on(v)}
    name = v.name(person)
    choices = tuple(Choice(id, line(f"choice.{id}", name=name), id) for id in actions)
    title = line("reach.there.title", name=name)
    return Page(ask(v, title=title, body=(line("reach.there.hears", name=name),), choices=choices), actions)


@page("reach.time")
def time(v: View) -> Page:
    """Who was reached and wants time is waited for."""
    person = _member(v)
    actions: dict[str, Action] = {"go_on": _on(v)}
    name = v.name(person)
    body = (line("reach.time.waits", name=name),)
    return Page(ask(v, title=line("reach.time.title", name=name), body=body, choices=tuple(actions)), actions)


def _on(v: View) -> Action:
    """Back to the meeting, or to one's own list."""
    in_meeting = v.me in v.circle.here
    return lambda place, _: Moved(after_step(v.state, place) if in_meeting else _home(v.state, place))


@page("reach.asked")
def asked(v: View) -> Page:
    """Every sitting begins with it: has anyone reached those who are away?"""
    away = to_ask_about(v.circle)
    if not away or v.me not in v.circle.here:
        raise LookupError("asked")
    actions: dict[str, Action] = {f"reached.{p}": go("reach.how", person=p) for p in away}
    choices = [Choice(f"reached.{p}", line("choice.reached", name=v.name(p)), "reached") for p in away]
    actions["nobody_reached"] = store(c.SayNobodyReached(), after_step)
    choices.append(Choice("nobody_reached", line("choice.nobody_reached"), "nobody_reached"))
    title = line("reach.asked.title", names=v.names(away))
    return Page(ask(v, Kind.FIND, title, choices=tuple(choices)), actions)


# --- the day of the away record ----------------------------------------------------------------------------


def _due(v: View, circle: Circle) -> tuple[str, ...]:
    away = circle.absence.away
    return tuple(m for m in circle.members if v.today and m in away and away[m].review_day <= v.today)


@heads_home
def due_at_home(own_list: List) -> None:
    """The day has come to look again at who is not asked."""
    v = own_list.v
    for person in _due(v, v.circle):
        if person != v.me:
            to = go("reach.person", person=person)
            own_list.offer(f"away_due.{person}", to, line("choice.away_due", name=v.name(person)))


@AGENDA_FIRST.append
def due_on_agenda(v: View) -> list[tuple[Choice, Action]]:
    """It heads the list of a sitting too."""
    return [
        (
            Choice(f"away_due.{p}", line("choice.away_due", name=v.name(p)), "away_due"),
            go("reach.person", person=p),
        )
        for p in _due(v, v.circle)
        if p != v.me
    ]


# --- what is read back -------------------------------------------------------------------------------------


def _word_act(event: e.Event) -> Line:
    assert isinstance(event, e.WishSaid)
    return line(f"act.word.{event.word}")


def _tried_act(event: e.Event) -> Line:
    assert isinstance(event, e.TriedToReach)
    return line(f"act.tried.{event.result}")


def _spoken_act(event: e.Event) -> Line:
    assert isinstance(event, e.SpokenFor)
    return line(f"act.spoken.{event.word}")


ACTS[e.WishSaid] = _word_act
ACTS[e.TriedToReach] = _tried_act
ACTS[e.SpokenFor] = _spoken_act
