"""Messages between circles: wanted, brought, heard or decided there, told back, and heard by all (R17)."""

from kiosk.conversation.handing import people
from kiosk.conversation.pages_circles import matter_begun
from kiosk.conversation.pages_integrate import MORE_WAYS
from kiosk.conversation.pages_logbook import ABOUT_DECISION
from kiosk.conversation.pages_map import ABOUT_PLACE, circle_name
from kiosk.conversation.pages_meeting import AGENDA_FIRST
from kiosk.conversation.pages_turn import List, in_circle, in_our_circle, on_home
from kiosk.conversation.place import KEPT, Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, choice, line, own
from kiosk.conversation.reading import says_more
from kiosk.conversation.replies import Way
from kiosk.conversation.view import Action, Moved, Page, View, ask, back, go, instead, page, store, write_page
from kiosk.governance import commands as c
from kiosk.governance import messages as rules
from kiosk.governance.state import Brought, Circle, Organisation, Proposal, Sent, Version

PARTS = ("decided", "why", "can_change", "whom")
"""The four parts of a report, in their order."""


def _home(_: Organisation, place: Place) -> Place:
    return place.start_over(frame("home"))


# --- somebody wants another circle to know ------------------------------------------------------------------


def _neighbours(v: View, circle: Circle) -> tuple[Circle, ...]:
    found = (
        one
        for one in v.state.circles.values()
        if circle.charter.parent == one.id or one.charter.parent == circle.id
    )
    return tuple(one for one in found if not one.charter.closed)


@page("message.words")
def words(v: View) -> Page:
    """What another circle should know, in one's own words."""
    to = v.arg("other")

    def keep(text: str) -> Action:
        return go("message.about", other=to, about=v.arg("about"), words=text)

    body = (line("message.words.who", name=circle_name(v, to)),)
    return write_page(v, keep, body=body)


def message_words(v: View, one: Sent | Brought) -> Line:
    """What a message says; that somebody was set aside has no words but these (R21)."""
    if one.kind == "aside":
        return line("message.aside", name=v.name(one.about))
    if one.kind == "no_way_on":
        return line("message.no_way_on", words=own(one.words or ""))
    return own(one.words or "")


@page("message.about")
def about(v: View) -> Page:
    """Is it about one person? Then they say first whether it may be told (R20)."""

    def of(person: str) -> Action:
        command = c.NoteMessage(to=v.arg("other"), words=v.arg("words"), about=v.arg("about"), of=person)
        return store(command, noted_then)

    others = [m for m in v.circle.members if m != v.me]
    choices, listed = people(v, others, of)
    first: dict[str, Action] = {"about_nobody": of(""), "about_oneself": of(v.me)}
    body = (line("message.says", words=v.arg("words")), line("message.about.first"))
    return Page(
        ask(v, Kind.FIND, body=body, choices=(*(choice(id) for id in first), *choices)), {**first, **listed}
    )


def noted_then(_: Organisation, place: Place) -> Place:
    """It is noted; what happens with it is said."""
    return place.start_over(frame("home"), frame("message.noted"))


@page("message.noted")
def noted(v: View) -> Page:
    """It waits for a link to carry it; somebody is told what came of it, always."""
    return Page(ask(v, body=(line("message.noted.what"),), choices=("go_on",)), {"go_on": back})


@page("message.list")
def listed(v: View) -> Page:
    """What this circle asked of others, and how far each has come."""
    body: list[Line] = []
    for sent in v.circle.post.sent.values():
        body.append(_words_line(v, sent))
        body.append(_stage(v, v.circle, sent))
    if not body:
        raise LookupError("none")
    return Page(ask(v, Kind.READ, body=tuple(body), choices=("go_back",)), {"go_back": back})


def _words_line(v: View, sent: Sent) -> Line:
    name = v.name(rules.objector(sent.about)) if sent.kind == "referred" else v.name(sent.person)
    key = (
        "message.referred" if sent.kind == "referred" else "message.asked" if sent.person else "message.told"
    )
    return line(key, person=name, name=circle_name(v, sent.to), words=message_words(v, sent))


def _stage(v: View, circle: Circle, sent: Sent) -> Line:
    """How far a message has come."""
    other = v.state.circles.get(sent.to)
    name = circle_name(v, sent.to)
    if sent.closed:
        return line("message.stage.closed")
    if sent.report is not None:
        waiting = rules.still_to_hear(circle, sent)
        return line("message.stage.told", names=v.names(waiting)) if waiting else line("message.stage.all")
    if sent.word == "stop":
        return line("message.stage.stopped", name=v.name(sent.of))
    if of := rules.waits_for_word(sent):
        return line("message.stage.own_word", name=v.name(of))
    if other is None or sent.id not in other.post.brought:
        people = rules.carriers(v.state, circle, other) if other else ()
        return (
            line("message.stage.noted", person=v.name(people[0])) if people else line("message.stage.stuck")
        )
    came = rules.came_of(other, sent.id)[0]
    return line("message.stage.came" if came else "message.stage.carried", name=name)


# --- carrying -----------------------------------------------------------------------------------------------


@page("message.carry")
def carry(v: View) -> Page:
    """A link is asked to bring it; this circle is the one that hears it."""
    frm = v.state.circles[v.arg("frm")]
    sent = frm.post.sent[v.arg("message")]
    if rules.waits_for_word(sent):
        raise LookupError(sent.id)
    if sent.id in v.circle.post.brought or v.me not in rules.carriers(v.state, frm, v.circle):
        raise LookupError(sent.id)
    actions: dict[str, Action] = {
        "bring_it": store(c.CarryMessage(frm=frm.id, message=sent.id), _home),
        "leave_it": back,
    }
    body = (
        _words_line(v, sent),
        line("message.carry.only_this", name=v.circle.name or ""),
    )
    title = line("message.carry.title", name=v.circle.name or "")
    return Page(ask(v, Kind.READ, title, body, tuple(actions)), actions)


# --- in the circle that hears -------------------------------------------------------------------------------


def brought_lines(v: View, brought: Brought) -> tuple[Line, ...]:
    """Who brought it from where, and what it says."""
    name = circle_name(v, brought.frm)
    lines = [
        line("message.brought", person=v.name(brought.person), name=name),
        line("message.not_alone", person=v.name(brought.person)),
    ]
    if brought.kind == "referred":
        who = v.name(rules.objector(brought.about))
        lines.append(line("message.referred_here", person=who))
        lines.append(line("message.only_ours"))
    lines.append(line("message.says", words=message_words(v, brought)))
    return tuple(lines)


@page("message.heard")
def heard(v: View) -> Page:
    """What was brought is heard; the circle makes an idea of it, or has heard it."""
    brought = v.circle.post.brought[v.arg("message")]
    if rules.stopped(v.state, brought):
        raise LookupError("stopped")
    if rules.came_of(v.circle, brought.id)[0] or rules.is_taken_up(v.circle, brought.id):
        raise LookupError("over")
    actions: dict[str, Action] = {}
    if brought.kind == "referred" and not brought.objector_heard:
        actions["objector_heard"] = store(c.HearObjector(message=brought.id), lambda _, after: after)
    else:
        actions["idea_of_ours"] = store(c.TakeUpMessage(message=brought.id), matter_begun)
        actions["have_heard"] = store(c.HearMessage(message=brought.id), _agenda)
    actions["leave_it"] = back
    person = v.name(rules.objector(brought.about))
    labels = [Choice(id, line(f"choice.{id}", person=person), id) for id in actions]
    return Page(ask(v, Kind.READ, body=brought_lines(v, brought), choices=tuple(labels)), actions)


def _agenda(_: Organisation, place: Place) -> Place:
    return place.pop()


def _on_agenda(v: View) -> list[tuple[Choice, Action]]:
    found: list[tuple[Choice, Action]] = []
    for one in v.circle.post.brought.values():
        over = rules.came_of(v.circle, one.id)[0] or rules.stopped(v.state, one)
        if not over and not rules.is_taken_up(v.circle, one.id):
            label = line("choice.brought", person=v.name(one.person), words=message_words(v, one))
            found.append((Choice(f"brought.{one.id}", label, "brought"), go("message.heard", message=one.id)))
    return found


AGENDA_FIRST.append(_on_agenda)


@says_more("brought")
def _where_from(v: View, proposal: Proposal, _: Version | None) -> tuple[Line, ...]:
    """Beside the idea and its decision stands who brought it, and an objection that was handed on."""
    return brought_lines(v, v.circle.post.brought[proposal.matter.about])


# --- telling what came of it --------------------------------------------------------------------------------


def _slot(v: View) -> str:
    return f"{KEPT}report:{v.arg('message')}"


def _so_far(v: View) -> dict[str, str]:
    return dict(piece.split("=", 1) for piece in v.place.draft(_slot(v)))


@page("report.part")
def part(v: View) -> Page:
    """One of the four parts of what came of it."""
    what, so_far = v.arg("part"), _so_far(v)
    sent = v.circle.post.sent[v.arg("message")]

    def keep(text: str) -> Action:
        def act(place: Place, way: Way) -> Moved:
            parts = {**so_far, what: text}
            kept = place.keep(_slot(v), tuple(f"{name}={said}" for name, said in parts.items()))
            missing = [name for name in PARTS if name not in parts]
            to = instead("report.part", message=sent.id, part=missing[0]) if missing else None
            return (to or instead("report.check", message=sent.id))(kept, way)

        return act

    return write_page(v, keep, title=line(f"report.part.{what}"), body=(_words_line(v, sent),))


@page("report.check")
def check(v: View) -> Page:
    """The whole report read back; only this stores it."""
    so_far = _so_far(v)
    if set(so_far) != set(PARTS):
        raise LookupError("not whole")
    command = c.ReportBack(message=v.arg("message"), **so_far)
    slot = _slot(v)
    actions: dict[str, Action] = {
        "say_anew": lambda place, way: instead("report.part", message=v.arg("message"), part=PARTS[0])(
            place.keep(slot, ()), way
        ),
        "keep_report": store(command, lambda state, after: _home(state, after.keep(slot, ()))),
    }
    body = tuple(line(f"report.says.{name}", words=so_far[name]) for name in PARTS)
    return Page(ask(v, body=body, choices=tuple(actions), binding=True), actions)


@page("report.beside")
def beside(v: View) -> Page:
    """The other link hears what will be told, and stands beside."""
    sent = v.circle.post.sent[v.arg("message")]
    if sent.report is None or sent.report.beside:
        raise LookupError("not now")
    actions: dict[str, Action] = {
        "stand_beside": store(c.StandBeside(message=sent.id), _home),
        "leave_it": back,
    }
    return Page(ask(v, Kind.READ, body=_report_lines(v, sent), choices=tuple(actions)), actions)


def _report_lines(v: View, sent: Sent) -> tuple[Line, ...]:
    report = sent.report
    assert report is not None
    lines = [_words_line(v, sent)]
    lines += [line(f"report.says.{name}", words=getattr(report, name) or "") for name in PARTS]
    names = v.names(tuple(p for p in (report.person, report.beside) if p))
    lines.append(line("report.told_by", names=names))
    lines.append(line("message.not_alone", person=v.name(report.person)))
    return tuple(lines)


@page("news.told")
def told(v: View) -> Page:
    """The one who asked is told first, alone: who should be with you?"""
    sent = v.circle.post.sent[v.arg("message")]
    if sent.told:
        raise LookupError("told")
    others = [m for m in v.circle.members if m != v.me]
    choices, actions = people(
        v, others, lambda m: go("news.with", message=sent.id, person=m), nobody=_takes(sent), leave_it=back
    )
    return Page(ask(v, Kind.FIND, choices=choices, private=True), actions)


def _takes(sent: Sent, beside: str = "") -> Action:
    then = frame("report.read", message=sent.id)
    take = c.TakeNews(message=sent.id, beside=beside)
    return store(take, lambda _, after: after.start_over(frame("home"), then))


@page("news.with")
def with_somebody(v: View) -> Page:
    """The news waits until both are there; or the person hears it alone after all."""
    sent, person = v.circle.post.sent[v.arg("message")], v.arg("person")
    if sent.told:
        raise LookupError("told")
    home: Action = lambda place, _: Moved(_home(v.state, place))  # noqa: E731
    actions: dict[str, Action] = {
        "both_here": _takes(sent, person),
        "not_here_yet": home,
        "hear_alone": _takes(sent),
    }
    title = line("news.with.title", name=v.name(person))
    return Page(ask(v, title=title, choices=tuple(actions), private=True), actions)


@page("report.read")
def read(v: View) -> Page:
    """What came of it; each one says whether they have heard it."""
    sent = v.circle.post.sent[v.arg("message")]
    if sent.closed or sent.report is None:
        raise LookupError("closed")
    report = sent.report.id

    def says(answer: str) -> Action:
        return store(c.AnswerReport(message=sent.id, report=report, answer=answer), _home)

    actions: dict[str, Action] = {
        "report_heard": says("heard"),
        "report_not_understood": says("not_understood"),
        "report_answer_back": go("report.back", message=sent.id),
        "report_later": says("later"),
    }
    return Page(ask(v, Kind.READ, body=_report_lines(v, sent), choices=tuple(actions)), actions)


@page("report.back")
def answer_back(v: View) -> Page:
    """An answer back goes to the other circle as a message of its own."""
    sent = v.circle.post.sent[v.arg("message")]
    if sent.closed or sent.report is None:
        raise LookupError("closed")
    report = sent.report.id

    def keep(text: str) -> Action:
        command = c.AnswerReport(message=sent.id, report=report, answer="answer_back", words=text)
        return store(command, noted_then)

    return write_page(v, keep)


# --- on one's own list --------------------------------------------------------------------------------------


@on_home
def _for_me(own_list: List) -> None:
    v = own_list.v
    for circle in v.state.circles_of(v.me):
        for sent in circle.post.sent.values():
            if not sent.closed:
                _one(own_list, circle, sent)


def _one(own_list: List, circle: Circle, sent: Sent) -> None:
    v = own_list.v
    other = v.state.circles.get(sent.to)
    if other is None:
        return
    links = rules.carriers(v.state, circle, other)
    if sent.report is None and v.me in links:
        if rules.waits_for_word(sent):
            return
        if sent.id not in other.post.brought:
            to = go("message.carry", frm=circle.id, message=sent.id)
            name = other.name or ""
            label = line("choice.carry", name=name, words=message_words(v, sent))
            own_list.offer(f"carry.{sent.id}", in_circle(other, to), label)
        elif rules.came_of(other, sent.id)[0]:
            _offer(own_list, circle, sent, "report", go("report.part", message=sent.id, part=PARTS[0]))
    elif sent.report is not None:
        _after_report(own_list, circle, sent, links)


def _after_report(own_list: List, circle: Circle, sent: Sent, links: tuple[str, ...]) -> None:
    v, report = own_list.v, sent.report
    assert report is not None
    if not rules.is_told(v.state, circle, sent):
        if v.me in links and v.me != report.person:
            _offer(own_list, circle, sent, "beside", go("report.beside", message=sent.id))
        return
    unclear = {p for p, answer in sent.answers.items() if answer == ("not_understood", report.id)}
    if v.me in links and unclear:
        _offer(own_list, circle, sent, "report", go("report.part", message=sent.id, part=PARTS[0]))
    if not rules.first_told(circle, sent):
        if v.me == sent.person:
            _offer(own_list, circle, sent, "news", go("news.told", message=sent.id))
    elif v.me in rules.still_to_hear(circle, sent):
        _offer(own_list, circle, sent, "what_came", go("report.read", message=sent.id))
    elif rules.may_close(v.state, circle, sent):
        close = store(c.CloseMessage(message=sent.id), _home)
        _offer(own_list, circle, sent, "all_heard", close)


def _offer(own_list: List, circle: Circle, sent: Sent, id: str, action: Action) -> None:
    label = line(f"choice.{id}", words=message_words(own_list.v, sent))
    own_list.offer(f"{id}.{sent.id}", in_circle(circle, action), label)


@in_our_circle
def _ours(own_list: List) -> None:
    v = own_list.v
    wider = v.state.circles.get(v.circle.charter.parent)
    if wider and not wider.charter.closed and not v.circle.charter.closed:
        own_list.offer("tell_wider", go("message.words", other=wider.id))
    if v.circle.post.sent:
        own_list.offer("our_messages", go("message.list"))


def _tell_it(v: View, of: Circle) -> tuple[str, Action] | None:
    """On the map: any circle of one's own next to it can want it to know something."""
    for mine in v.state.circles_of(v.me):
        if mine.id != of.id and of in _neighbours(v, mine):
            return "tell_them", in_circle(mine, go("message.words", other=of.id))
    return None


ABOUT_PLACE.append(_tell_it)


def _tell_decision(v: View, proposal: Proposal) -> tuple[str, Action] | None:
    wider = v.state.circles.get(v.circle.charter.parent)
    if wider is None or wider.charter.closed or v.circle.charter.closed or proposal.decision is None:
        return None
    return "tell_wider", go("message.words", other=wider.id, about=proposal.decision.id)


ABOUT_DECISION.append(_tell_decision)


# --- an objection that the wider circle looks at ------------------------------------------------------------


def refer_offers(v: View, proposal: Proposal, objection: str) -> dict[str, Action]:
    """What else there is once two wordings were tried: help from outside, then the wider circle."""
    if not rules.tried(proposal) or rules.is_referred(v.circle, objection):
        return {}
    if objection not in v.circle.post.helped:
        return {"outside_help": store(c.OfferOutsideHelp(objection=objection), lambda _, after: after)}
    wanted = v.circle.post.wanted.get(objection, ())
    if rules.can_refer(v.state, v.circle, objection) and v.me not in wanted:
        return {"hand_on": go("objection.hand_on", proposal=proposal.id, objection=objection)}
    return {}


MORE_WAYS.append(refer_offers)


@page("objection.hand_on")
def hand_on(v: View) -> Page:
    """Handing it on takes the objector, or two members; the problem stays as it is."""
    objection = v.arg("objection")
    if v.me in v.circle.post.wanted.get(objection, ()) or not rules.can_refer(v.state, v.circle, objection):
        raise LookupError(objection)
    actions: dict[str, Action] = {
        "change_it": back,
        "keep_hand_on": store(c.WantReferral(objection=objection), lambda _, after: after.pop()),
    }
    alone = v.me == rules.objector(objection)
    body = (line("objection.hand_on.stays"), line(f"objection.hand_on.{'own' if alone else 'two'}"))
    return Page(ask(v, body=body, choices=tuple(actions), binding=True), actions)
