"""From a topic to a draft with all its parts, typed or dictated."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from kiosk.conversation.days import add_days, add_months, read_day, to_come
from kiosk.conversation.easy_words import hint_lines
from kiosk.conversation.own_lives import about_oneself, why_over
from kiosk.conversation.place import KEPT, Frame, Pieces, Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line
from kiosk.conversation.reading import (
    USUAL,
    day_words,
    times_line,
    topic_line,
    version_lines,
    what_line,
    wording_lines,
)
from kiosk.conversation.replies import Way
from kiosk.conversation.steps import after_step
from kiosk.conversation.view import (
    Action,
    Moved,
    Page,
    View,
    ask,
    back,
    go,
    instead,
    page,
    say,
    signed,
    store,
    write_page,
)
from kiosk.governance import commands as c
from kiosk.governance.easy import needs_easy
from kiosk.governance.letting_go import let_go_by
from kiosk.governance.own_life import to_ask_about
from kiosk.governance.splitting import beginning, may_split
from kiosk.governance.state import Circle, Organisation, Proposal
from kiosk.governance.words import IDEAS, WATCHED, WORDING_PARTS, Wording, parts_of

ABOUT_DRAFT: list[Callable[[View, Proposal], dict[str, Action]]] = []
"""What else can be done about what is not decided yet; each part of the conversation adds its own."""
PICTURES = ("food", "home", "people", "outings", "money", "health")
"""Things to talk about that can be chosen as a picture."""


@page("topic.form")
def form(v: View) -> Page:
    """How to bring it: words, a picture, or only the wish."""
    actions = {
        "in_words": go("topic.words"),
        "by_picture": go("topic.picture"),
        "just_something": store(c.RaiseTopic(form="wish"), _topic_raised),
    }
    return Page(ask(v, choices=tuple(actions)), actions)


@page("topic.words")
def words(v: View) -> Page:
    """The topic in one's own words."""
    return write_page(v, lambda text: store(c.RaiseTopic(form="words", words=text), _topic_raised))


@page("topic.picture")
def picture(v: View) -> Page:
    """The topic as a picture."""
    actions = {
        f"topic.{what}": store(c.RaiseTopic(form="picture", words=what), _topic_raised) for what in PICTURES
    }
    return Page(ask(v, Kind.FIND, choices=tuple(actions)), actions)


def _topic_raised(state: Organisation, place: Place) -> Place:
    topic = list(state.circles[place.circle].topics)[-1]
    return place.start_over(frame("home"), frame("topic.raised", topic=topic))


@page("topic.raised")
def raised(v: View) -> Page:
    """It is on the list; it can become an idea to try now or later."""
    begin = store(c.BeginDraft(topic=v.arg("topic")), _draft_begun)
    return Page(ask(v, choices=("make_idea", "leave_it")), {"make_idea": begin, "leave_it": back})


def _draft_begun(state: Organisation, place: Place) -> Place:
    proposal = list(state.circles[place.circle].proposals)[-1]
    first = frame("draft.part", proposal=proposal, part="what")
    place = place.start_over(frame("home"), first)
    return replace(place, item=proposal) if not state.circles[place.circle].meeting else place


@page("ideas")
def ideas(v: View) -> Page:
    """Topics and drafts that are not decided yet."""
    actions: dict[str, Action] = {}
    choices: list[Choice] = []
    for topic in v.circle.topics.values():
        if not topic.proposal:
            actions[topic.id] = go("topic.raised", topic=topic.id)
            choices.append(Choice(topic.id, topic_line(topic.form, topic.words)))
    for pr in (v.circle.proposals[id] for id in v.circle.live):
        if not pr.decision:
            actions[pr.id] = go("draft.read", proposal=pr.id)
            choices.append(Choice(pr.id, what_line(v, pr)))
    if any(pr.dropped for pr in v.circle.proposals.values()):
        actions["ideas_away"] = go("ideas.away")
        choices.append(Choice("ideas_away", line("choice.ideas_away"), "ideas_away"))
    nothing = () if choices else (line("ideas.none"),)
    actions["leave_it"] = back
    choices.append(Choice("leave_it", line("choice.leave_it"), "leave_it"))
    return Page(ask(v, Kind.FIND, body=nothing, choices=tuple(choices)), actions)


@page("draft.read")
def read(v: View) -> Page:
    """A draft as it stands, with what can be done with it."""
    proposal = v.proposal
    body = version_lines(v, proposal, proposal.current) if proposal.current else (what_line(v, proposal),)
    actions: dict[str, Action] = {}
    if not any(r.kind == "consent" for r in proposal.rounds) and has_words(proposal):
        actions["change_words"] = go("draft.check", proposal=proposal.id)
        if proposal.author == v.me and proposal.matter.kind != "review":
            actions["put_away"] = go("draft.put_away", proposal=proposal.id)
        if may_split(proposal):
            actions["two_ideas"] = go("split.sure", proposal=proposal.id)
        if needs_easy(v.circle, proposal):
            actions["write_easy"] = go("draft.part", proposal=proposal.id, part="easy", only="1")
    for more in ABOUT_DRAFT:
        actions |= more(v, proposal)
    actions |= about_oneself(v)
    actions["leave_it"] = back
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


@page("draft.put_away")
def put_away(v: View) -> Page:
    """Putting an idea away, read back; anyone may take it up again."""
    if v.proposal.dropped:
        raise LookupError("away")
    drop = c.Drop(proposal=v.proposal.id)
    actions = {"leave_it": back, "put_away_now": store(drop, lambda _, after: after.pop().pop())}
    body = (line("draft.put_away.what", words=what_line(v, v.proposal)),)
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


@page("ideas.away")
def away(v: View) -> Page:
    """Ideas that were put away."""
    dropped = [pr for pr in v.circle.proposals.values() if pr.dropped]
    if not dropped:
        raise LookupError("none")
    actions: dict[str, Action] = {
        pr.id: go("split.read" if pr.split.into else "draft.take_up", proposal=pr.id) for pr in dropped
    }
    choices = [Choice(pr.id, _away_line(v, pr)) for pr in dropped]
    actions["leave_it"] = back
    choices.append(Choice("leave_it", line("choice.leave_it"), "leave_it"))
    return Page(ask(v, Kind.FIND, choices=tuple(choices)), actions)


def _away_line(v: View, proposal: Proposal) -> Line:
    words = what_line(v, proposal)
    return line("split.was", words=words) if proposal.split.into else words


@page("draft.take_up")
def take_up(v: View) -> Page:
    """Take an idea up again that was put away."""
    proposal = v.proposal
    if not proposal.dropped or proposal.split.into:
        raise LookupError("taken up")
    again = store(c.PutOnAgenda(proposal=proposal.id), lambda _, after: after.pop())
    actions: dict[str, Action] = {"take_up": again}
    body = version_lines(v, proposal, proposal.current) if proposal.current else (line("draft.no_words"),)
    if by := let_go_by(v.circle, proposal):
        body = (*body, line("letgo.was", words=by.wording.why))
    if why := why_over(v, proposal):
        # Only whoever said stop can let the circle go on with it; other words are asked about anew (R20).
        body = (*body, *why)
        own = {"own_me": go("own.ask", proposal=proposal.id)} if v.me in proposal.own.stopped else {}
        actions = own or {"change_words": go("draft.check", proposal=proposal.id)}
    actions["leave_it"] = back
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


# --- the words so far, gathered in this person's draft until they are kept ------------------------------


def _slot(v: View) -> str:
    return f"{KEPT}wording:{v.arg('proposal')}"


BEGINNINGS: dict[str, Callable[[View, Proposal], Wording]] = {}
"""By kind of matter: the words it begins with, to be kept or changed."""


def gathered(v: View) -> Wording:
    """The wording as this person has it so far: their draft, the newest version, or what it begins with."""
    begins = BEGINNINGS.get(v.proposal.matter.kind)
    first = v.proposal.wording
    if not v.proposal.versions:
        first = begins(v, v.proposal) if begins else beginning(v.circle, v.proposal)
    kept = _changed(v)
    return replace(first, **kept) if kept else first


def _changed(v: View) -> dict[str, str]:
    """The parts that this person has changed: what others changed meanwhile stays as they wrote it."""
    pieces = v.place.draft(_slot(v))
    parts = dict(piece.split("=", 1) for piece in pieces if "=" in piece)
    return {part: words for part, words in parts.items() if part in WORDING_PARTS}


def kept_parts(parts: Mapping[str, str]) -> Pieces:
    """The pieces of a draft that holds these changed parts."""
    return tuple(f"{part}={words}" for part, words in parts.items())


def _set(v: View, part: str, value: str, then: Action) -> Action:
    pieces = kept_parts({**_changed(v), part: value})
    return lambda place, way: then(place.keep(_slot(v), pieces), way)


def _next_part(v: View, part: str, value: str) -> Action:
    """On to the next part that is missing; going back returns to this one."""
    return _onward(v, part, replace(gathered(v), **{part: value}))


def _onward(v: View, part: str, wording: Wording) -> Action:
    # What was left open before stays open: the page that reads it all back offers it.
    order = parts_of(v.proposal.words_kind)
    after = order[order.index(part) + 1 :] if part in order else order
    missing = [one for one in wording.missing(v.proposal.words_kind) if one in after]
    if v.arg("only") or not missing:
        return _read_back(v)
    return go("draft.part", proposal=v.arg("proposal"), part=min(missing, key=order.index))


def _read_back(v: View) -> Action:
    """The words so far: the page that was read before one part was changed, or on to a new one."""
    check = frame("draft.check", proposal=v.arg("proposal"))
    if v.arg("only"):
        # From its list of parts, or from a page of its own: changing one part is one step.
        return lambda place, _: Moved(place.pop() if _below(place, check) else place.instead(check))
    return go("draft.check", proposal=v.arg("proposal"))


def _below(place: Place, check: Frame) -> bool:
    if len(place.stack) < 2:
        return False
    under = place.stack[-2]
    return (under.page, under.arg("proposal")) == (check.page, check.arg("proposal"))


@page("draft.part")
def part(v: View) -> Page:
    """One part of the wording: words, a day, or what happens if the day is missed."""
    if v.proposal.decision or not has_words(v.proposal):
        raise LookupError("no words")
    what = v.arg("part")
    match what:
        case "review_day":
            return _day(v)
        case "stop_at":
            return _number(v)
        case "if_missed":
            return _missed(v)
        case _:
            return _words_part(v, what)


def has_words(proposal: Proposal) -> bool:
    """Whether the circle has come to the words: a review begins with how it went and what is chosen."""
    return bool(proposal.versions) or proposal.matter.kind != "review"


TIMES = (1, 2, 3, 5, 10, 20)
"""How often a worry may happen before it means stop [ours]."""


def _number(v: View) -> Page:
    """Which number means stop."""
    actions: dict[str, Action] = {
        f"times.{number}": _set(v, "stop_at", str(number), _next_part(v, "stop_at", str(number)))
        for number in TIMES
    }
    choices = tuple(Choice(id, times_line("times", n)) for id, n in zip(actions, TIMES, strict=True))
    body = (line("wording.watch", words=gathered(v).watch),) if gathered(v).watch else ()
    return Page(ask(v, Kind.FIND, line("draft.part.stop_at"), body, choices), actions)


def _words_part(v: View, what: str) -> Page:
    def keep(text: str) -> Action:
        return _set(v, what, text, _next_part(v, what, text))

    before = getattr(gathered(v), what)
    before = "" if before == USUAL else before
    body: tuple[Line, ...] = (line(f"draft.part.{what}.why"),)
    if what == "why" and gathered(v).what:
        body = (line("wording.what", words=gathered(v).what), *body)
    if what == "easy":
        # Whoever writes them has the full words before them.
        full = wording_lines(v, v.proposal, replace(gathered(v), easy=""))
        body = (*full, line("draft.part.easy.one_idea"), *body)
    extra: dict[str, Action] = {}
    if what != "what":
        extra["ask_the_circle"] = _onward(v, what, gathered(v))
    if what == "absence":
        extra["usual_steps"] = keep(USUAL)
    if what == "watch" and before:
        nothing = kept_parts({**_changed(v), **dict.fromkeys(WATCHED, "")})
        check = instead("draft.check", proposal=v.arg("proposal"))
        extra["watch_nothing"] = lambda place, way: check(place.keep(_slot(v), nothing), way)
    title, lines = line(f"draft.part.{what}"), what == "easy"
    return write_page(v, keep, title=title, body=body, extra=extra, lines=lines, before=before)


def _day(v: View) -> Page:
    today = date.fromisoformat(v.today) if v.today else date(2000, 1, 1)
    kept = v.place.draft(v.frame.slot)
    before = gathered(v).review_day
    # What a circle is here to do is looked at again soon.
    months = 1 if v.proposal.matter.kind == "charter" else 3
    day = to_come(read_day(kept[0] if kept else before) or add_months(today, months), today)

    def to(other: date) -> Action:
        kept_day = to_come(other, today).isoformat()
        return lambda place, _: Moved(place.keep(v.frame.slot, (kept_day,)))

    def written(text: str) -> Action:
        wanted = read_day(text, today)
        if wanted is None:
            return say(line("draft.day.unknown"))
        return to(wanted) if to_come(wanted, today) == wanted else say(line("draft.day.out_of_reach"))

    def keep(place: Place, way: Way) -> Moved:
        value = day.isoformat()
        return _set(v, "review_day", value, _next_part(v, "review_day", value))(
            place.keep(v.frame.slot, ()), way
        )

    others = {
        "month_later": add_months(day, 1),
        "month_earlier": add_months(day, -1),
        "week_later": add_days(day, 7),
        "week_earlier": add_days(day, -7),
    }
    actions: dict[str, Action] = {"keep_day": keep}
    # What would not move the day any further is not offered.
    actions |= {id: to(other) for id, other in others.items() if to_come(other, today) != day}
    body = (line("draft.part.review_day.why"), line("draft.day", day=day_words(day.isoformat())))
    prompt = ask(
        v,
        Kind.DAY,
        line("draft.part.review_day"),
        body,
        tuple(actions),
        free_answer=True,
        text=day.isoformat(),
    )
    return Page(prompt, actions, written)


def _missed(v: View) -> Page:
    def set_to(value: str) -> Action:
        return _set(v, "if_missed", value, _next_part(v, "if_missed", value))

    actions = {"it_stops": set_to("stops"), "it_goes_on": set_to("goes_on")}
    body = (line("draft.part.if_missed.why"),)
    return Page(ask(v, title=line("draft.part.if_missed"), body=body, choices=tuple(actions)), actions)


@page("draft.check")
def check(v: View) -> Page:
    """The wording read back, to keep or to change a part."""
    proposal, wording = v.proposal, gathered(v)
    if proposal.decision or not has_words(proposal):
        raise LookupError("no words")
    actions: dict[str, Action] = {}
    said_by_itself = proposal.words_kind not in IDEAS
    if wording != proposal.wording and (said_by_itself or wording.what.strip()):
        after = proposal.current.id if proposal.current else ""
        way = v.arg("way") or ("amend" if proposal.standing else "draft")
        choice = proposal.current.choice if proposal.current else ""
        command = c.WriteVersion(proposal=proposal.id, wording=wording, after=after, way=way, choice=choice)
        actions["keep_words"] = _clearing(_slot(v), command)
    if missing := wording.missing(proposal.words_kind):
        actions["fill_in"] = go("draft.part", proposal=proposal.id, part=missing[0])
    actions["change_part"] = go("draft.which", proposal=proposal.id)
    if proposal.matter.kind == "review":
        actions["other_way"] = go("review.choose", proposal=proposal.id)
    if wording != proposal.wording:
        actions["throw_away"] = lambda place, _: Moved(_before_words(place.keep(_slot(v), ())))
    to_ask = not (proposal.consent_round or proposal.dropped)
    if proposal.matter.kind in IDEAS and proposal.current and to_ask:
        actions["whose_work"] = go("work.who", proposal=proposal.id)
    actions["leave_it"] = back
    body = (*hint_lines(wording.easy), *wording_lines(v, proposal, wording))
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


def _before_words(place: Place) -> Place:
    """Back to where somebody was before they wrote these words."""
    written = ("draft.part", "draft.check")
    while place.top and place.top.page in written:
        place = place.pop()
    return place if place.stack else place.end_turn()


def _changes(kept: str, slot: str) -> bool:
    """Whether this draft is a change to the words that are gathered in this slot."""
    proposal = slot.removeprefix(f"{KEPT}wording:")
    return kept == slot or (kept.startswith("draft.part|") and f"proposal={proposal}" in kept.split("|"))


def _clearing(slot: str, command: c.Command) -> Action:
    def settled(state: Organisation, place: Place) -> Place:
        # What others had begun to change are old words now.
        return version_kept(state, place.keep(slot, ()).drop_of_others(lambda kept: _changes(kept, slot)))

    return lambda place, _: Moved(place, signed(command, place), settled)


def _raiser(circle: Circle, proposal: Proposal) -> str:
    return circle.topics[proposal.topic].person if proposal.topic in circle.topics else ""


def version_kept(state: Organisation, place: Place) -> Place:
    """After a wording is stored: on with the sitting, or with the draft's next step."""
    circle = state.circles[place.circle]
    proposal = next((p for p in circle.proposals.values() if p.id == place.item), None)
    if circle.meeting:
        return after_step(state, place)
    if proposal and not proposal.meant and _raiser(circle, proposal) == place.turn:
        return place.start_over(frame("home"), frame("draft.meaning", proposal=proposal.id))
    if proposal and proposal.meant and to_ask_about(proposal) and not proposal.dropped:
        return place.start_over(frame("home"), frame("about.ask", proposal=proposal.id))
    return place.start_over(frame("home"))


@page("draft.which")
def which(v: View) -> Page:
    """Which part to change."""
    actions = {
        f"part.{what}": instead("draft.part", proposal=v.arg("proposal"), part=what, **_alone(what))
        for what in parts_of(v.proposal.words_kind)
        # Who counts, and which number means stop, are said of a worry that is watched.
        if what not in WATCHED[1:] or gathered(v).watch
    }
    return Page(ask(v, Kind.FIND, choices=tuple(actions)), actions)


def _alone(part: str) -> dict[str, str]:
    """One part is changed by itself; what is watched leads on to who counts and which number means stop."""
    return {} if part == "watch" else {"only": "1"}


@page("draft.meaning")
def meaning(v: View) -> Page:
    """The one who raised it says: that is what I meant."""
    proposal = v.proposal
    if proposal.current is None or proposal.meant:
        raise LookupError("nothing to confirm")
    confirm = c.ConfirmMeaning(proposal=proposal.id, version_id=proposal.current.id)
    actions = {
        "what_i_meant": store(confirm, version_kept),
        "change_words": go("draft.check", proposal=proposal.id),
    }
    return Page(
        ask(v, Kind.READ, body=version_lines(v, proposal, proposal.current), choices=tuple(actions)), actions
    )


@page("draft.agenda")
def agenda(v: View) -> Page:
    """One idea or two? Then it goes on the agenda."""
    proposal = v.proposal
    if proposal.on_agenda:
        raise LookupError("on the agenda")
    actions = {
        "one_idea": store(c.PutOnAgenda(proposal=proposal.id), after_step),
        "change_words": go("draft.check", proposal=proposal.id),
    }
    if may_split(proposal):
        actions["two_ideas"] = go("split.sure", proposal=proposal.id)
    body = wording_lines(v, proposal, proposal.wording)
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)
