"""First start: name the circle and its aim, add people, say who helps the first meeting along."""

from collections.abc import Callable
from datetime import date

from kiosk.conversation.days import add_months
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Choice, Kind, line, own
from kiosk.conversation.replies import Way
from kiosk.conversation.view import Action, Moved, Page, View, ask, back, go, page, say, write_page
from kiosk.governance.circles import FEWEST, KINDS, LONGEST_NAME, LONGEST_NUMBER, MOST, MOST_NUMBERS
from kiosk.governance.commands import FoundCircle, NewPerson
from kiosk.governance.state import Organisation

NAME, AIM, PEOPLE, OUTSIDER = "kept:name", "kept:aim", "kept:people", "kept:outsider"
NUMBERS = "kept:numbers"


def _people(place: Place) -> list[NewPerson]:
    """The people so far: each piece is kind, a bar, and the name."""
    kept = [piece.partition("|") for piece in place.draft(PEOPLE)]
    return [NewPerson(name, kind) for kind, _, name in kept]


def _keep_people(place: Place, people: list[NewPerson]) -> Place:
    return place.keep(PEOPLE, tuple(f"{new.kind}|{new.name}" for new in people))


def _outside(place: Place) -> str:
    return " ".join(place.draft(OUTSIDER))


@page("setup.outsider")
def outsider(v: View) -> Page:
    """Who from outside is asked when somebody cannot be reached (R19); it can be left out."""

    def keep(text: str) -> Action:
        def act(place: Place, way: Way) -> Moved:
            if len(text) > LONGEST_NAME:
                return go("setup.long_name")(place, way)
            if text.casefold() in {p.name.casefold() for p in _people(place)}:
                return go("setup.same_name")(place, way)
            return Moved(place.keep(OUTSIDER, (text,)).pop())

        return act

    def nobody(place: Place, _: Way) -> Moved:
        return Moved(place.keep(OUTSIDER, ()).pop())

    extra: dict[str, Action] = {"nobody_outside": nobody} if _outside(v.place) else {}
    body = (line("setup.outsider.why"), line("setup.outsider.asked"))
    return write_page(v, keep, body=body, extra=extra, before=_outside(v.place))


@page("setup.welcome")
def welcome(v: View) -> Page:
    """The very first page."""
    begun = v.place.draft(NAME) or v.place.draft(PEOPLE)
    body = (line("setup.welcome.what"), line("setup.welcome.takes"))
    if begun:
        return Page(ask(v, body=body, choices=("go_on",)), {"go_on": go("setup.check")})
    return Page(ask(v, body=body, choices=("begin",)), {"begin": go("setup.name")})


@page("setup.name")
def name(v: View) -> Page:
    """What the circle is called."""
    then = "setup.check" if v.place.draft(PEOPLE) else "setup.aim"
    before = " ".join(v.place.draft(NAME))
    return write_page(v, _kept(NAME, then), body=(line("setup.name.why"),), before=before)


@page("setup.aim")
def aim(v: View) -> Page:
    """What the circle is here to do."""
    then = "setup.check" if v.place.draft(PEOPLE) else "setup.person"
    before = " ".join(v.place.draft(AIM))
    return write_page(v, _kept(AIM, then), body=(line("setup.aim.why"),), before=before)


def _kept(slot: str, then: str) -> Callable[[str], Action]:
    def keep(text: str) -> Action:
        def act(place: Place, way: Way) -> Moved:
            if slot == NAME and len(text) > LONGEST_NAME:
                return go("setup.long_name")(place, way)
            return go(then)(place.keep(slot, (text,)), way)

        return act

    return keep


@page("setup.person")
def person(v: View) -> Page:
    """The name of one more person; going back to it, the name can be written another way."""
    people = _people(v.place)
    at = int(v.arg("at") or len(people))

    def keep(text: str) -> Action:
        def act(place: Place, way: Way) -> Moved:
            others = [p for n, p in enumerate(people) if n != at]
            if len(others) >= MOST:
                return go("setup.check")(place, way)
            if len(text) > LONGEST_NAME:
                return go("setup.long_name")(place, way)
            if text.casefold() in {*(p.name.casefold() for p in others), _outside(place).casefold()}:
                return go("setup.same_name")(place, way)
            # Coming back, this page is about the same person.
            place = place.instead(frame("setup.person", at=str(at)))
            return go("setup.kind", name=text, at=str(at))(place, way)

        return act

    body = (line("setup.person.so_far", names=tuple(p.name for p in people)),) if people else ()
    title = line("setup.person.next" if people else "setup.person.title")
    extra = {"enough": go("setup.check")} if people else {}
    before = people[at].name if at < len(people) else ""
    return write_page(v, keep, title=title, body=body, extra=extra, before=before)


@page("setup.long_name")
def long_name(v: View) -> Page:
    """A name that would not fit a page."""
    return Page(ask(v, choices=("go_on",)), {"go_on": back})


@page("setup.same_name")
def same_name(v: View) -> Page:
    """Two people may not look the same on a list."""
    return Page(ask(v, choices=("go_on",)), {"go_on": back})


@page("setup.kind")
def kind(v: View) -> Page:
    """What kind of member this person is."""

    def chosen(what: str) -> Action:
        def act(place: Place, way: Way) -> Moved:
            people, at = _people(place), int(v.arg("at"))
            people[at : at + 1] = [NewPerson(v.arg("name"), what)]
            place = _keep_people(place, people)
            to = frame("setup.person") if len(people) < MOST else frame("setup.check")
            return Moved(place.push(to))

        return act

    actions = {f"kind.{what}": chosen(what) for what in KINDS}
    return Page(ask(v, title=line("setup.kind.title", name=v.arg("name")), choices=tuple(actions)), actions)


@page("setup.check")
def check(v: View) -> Page:
    """Everything so far, to change or to go on."""
    people = _people(v.place)
    missing = _missing(v.place)
    said = (("name", v.place.draft(NAME)), ("aim", v.place.draft(AIM)))
    body = [
        *(line(f"setup.check.{what}", words=" ".join(words)) for what, words in said if words),
        *(line("setup.check.person", name=p.name, kind=line(f"choice.kind.{p.kind}")) for p in people),
        *((line("setup.check.outsider", name=_outside(v.place)),) if _outside(v.place) else ()),
        *(line("help.safe.number", words=number) for number in v.place.draft(NUMBERS)),
    ]
    actions: dict[str, Action] = {}
    if missing:
        body.append(line(f"setup.check.missing.{missing}"))
        actions["fill_in"] = go(f"setup.{missing}")
    else:
        actions["it_is_right"] = go("setup.facilitator")
    actions |= {"add_person": go("setup.person")} if len(people) < MOST else {}
    actions |= {"take_off": go("setup.take_off")} if people else {}
    if len(v.place.draft(NUMBERS)) < MOST_NUMBERS:
        actions["add_number"] = go("setup.number")
    if v.place.draft(NUMBERS):
        actions["no_numbers"] = lambda place, _: Moved(place.keep(NUMBERS, ()))
    actions |= {"change_name": go("setup.name"), "change_aim": go("setup.aim")}
    actions |= {"name_outsider": go("setup.outsider")}
    return Page(ask(v, Kind.READ, body=tuple(body), choices=tuple(actions)), actions)


def _missing(place: Place) -> str:
    if not place.draft(NAME):
        return "name"
    if not place.draft(AIM):
        return "aim"
    return "person" if len(_people(place)) < FEWEST else ""


@page("setup.number")
def number(v: View) -> Page:
    """Whom to call when somebody does not feel safe: a name and a number."""

    def keep(text: str) -> Action:
        def act(place: Place, way: Way) -> Moved:
            if len(text) > LONGEST_NUMBER:
                return say(line("numbers.long"))(place, way)
            return Moved(place.keep(NUMBERS, (*place.draft(NUMBERS), text)).pop())

        return act

    return write_page(v, keep, body=(line("numbers.why"),))


@page("setup.take_off")
def take_off(v: View) -> Page:
    """Take somebody off the list again."""

    def taken(at: int) -> Action:
        def act(place: Place, _: Way) -> Moved:
            people = _people(place)
            return Moved(_keep_people(place, people[:at] + people[at + 1 :]).pop())

        return act

    people = _people(v.place)
    actions = {f"person.{at}": taken(at) for at in range(len(people))}
    choices = tuple(Choice(id, own(p.name)) for id, p in zip(actions, people, strict=True))
    return Page(ask(v, Kind.FIND, choices=choices), actions)


@page("setup.facilitator")
def facilitator(v: View) -> Page:
    """Who helps the first meeting along."""
    people = _people(v.place)
    to = "setup.owner" if any(p.kind == "supported" for p in people) else "setup.store"
    actions = {f"person.{at}": go(to, at=str(at)) for at in range(len(people))}
    choices = tuple(Choice(id, own(p.name)) for id, p in zip(actions, people, strict=True))
    return Page(ask(v, Kind.FIND, body=(line("setup.facilitator.what"),), choices=choices), actions)


@page("setup.owner")
def owner(v: View) -> Page:
    """Whether the circle is the team of one person, who then belongs to it by right (R20)."""
    people, at = _people(v.place), v.arg("at")
    actions: dict[str, Action] = {
        f"person.{n}": go("setup.store", at=at, owner=str(n))
        for n, person in enumerate(people)
        if person.kind == "supported"
    }
    choices = [Choice(id, own(people[int(id.partition(".")[2])].name)) for id in actions]
    actions["a_group"] = go("setup.store", at=at)
    choices.append(Choice("a_group", line("choice.a_group"), "a_group"))
    return Page(ask(v, Kind.FIND, body=(line("setup.owner.what"),), choices=tuple(choices)), actions)


@page("setup.store")
def store_it(v: View) -> Page:
    """The read-back whose confirmation stores the circle."""
    people = _people(v.place)
    at, whose = int(v.arg("at")), int(v.arg("owner") or "-1")
    if max(at, whose) >= len(people):
        raise LookupError(at)
    review = add_months(date.fromisoformat(v.today), 1).isoformat() if v.today else ""

    def keep(place: Place, _: Way) -> Moved:
        command = FoundCircle(
            name=" ".join(place.draft(NAME)),
            aim=" ".join(place.draft(AIM)),
            people=tuple(_people(place)),
            facilitator=at,
            review_day=review,
            owner=whose,
            outsider=_outside(place),
            numbers=place.draft(NUMBERS),
        )
        return Moved(place, command, _founded)

    body = (
        line("setup.store.circle", words=" ".join(v.place.draft(NAME))),
        line("setup.store.people", names=tuple(p.name for p in people)),
        line("setup.store.helps", name=people[at].name),
        line("setup.store.looks_after", name=people[at].name),
        *((line("setup.store.owner", name=people[whose].name),) if whose >= 0 else ()),
        *((line("setup.check.outsider", name=_outside(v.place)),) if _outside(v.place) else ()),
        *(line("help.safe.number", words=number) for number in v.place.draft(NUMBERS)),
    )
    actions: dict[str, Action] = {"change_it": back, "keep_it": keep}
    return Page(ask(v, body=body, choices=tuple(actions), binding=True), actions)


def _founded(state: Organisation, place: Place) -> Place:
    return Place(circle=next(iter(state.circles), "")).sit_down()
