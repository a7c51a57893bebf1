"""What is said of a meeting: its list, last time, and who said what of it."""

from kiosk.conversation.absence_lines import was_not_lines
from kiosk.conversation.prompts import Line, line
from kiosk.conversation.reading import day_words, topic_line, what_line
from kiosk.conversation.view import View
from kiosk.governance.sittings import backlog
from kiosk.governance.state import CheckRound, Chosen, Sitting


def item_line(v: View, item: str) -> Line:
    """What an item is about, in a sentence."""
    topic = v.circle.topics.get(item)
    proposal = v.circle.proposals.get(topic.proposal if topic and topic.proposal else item)
    if proposal:
        return what_line(v, proposal)
    return topic_line(topic.form, topic.words) if topic else line("topic.something")


def items_lines(v: View, sitting: Sitting) -> tuple[Line, ...]:
    """The list of a sitting, in its order."""
    return tuple(
        line("list.nth", number=str(n), words=item_line(v, item))
        for n, item in enumerate(sitting.items, start=1)
    )


def last_lines(v: View) -> tuple[Line, ...]:
    """What was decided last time, what is still to do, and what could be better."""
    last = v.circle.course.last
    if last is None:
        return (line("admin.first_time"),)
    lines = list(_decided(v, last))
    if not lines:
        lines = [line("admin.nothing_decided")]
    lines += [line("admin.talked", words=item_line(v, item)) for item in last.talked]
    lines += [line("admin.to_do", words=item_line(v, item)) for item in backlog(v.circle)]
    if last.closing:
        said = (s.words for s in last.closing.sayings if s.form == "better")
        lines += [line("admin.better", words=words) for words in said if words]
    return (*lines, line("admin.news"))


def _decided(v: View, sitting: Sitting) -> tuple[Line, ...]:
    """What was decided in it, and who was not asked."""
    lines: list[Line] = []
    for proposal in (v.circle.proposals[id] for id in sitting.decided):
        lines += [line("admin.decided", words=what_line(v, proposal)), *was_not_lines(v, proposal)]
    return tuple(lines)


def said_lines(v: View, round_: CheckRound) -> tuple[Line, ...]:
    """What each said in such a round, as far as their words are open."""
    lines = [line(f"minutes.{round_.kind}")]
    for saying in round_.sayings:
        name = v.name(saying.person)
        if saying.words is None:
            lines.append(line("minutes.closed", name=name))
        elif saying.form == "picture":
            lines.append(line("minutes.mood", name=name, feeling=line(f"choice.mood.{saying.words}")))
        else:
            lines.append(line(f"minutes.{saying.form}", name=name, words=saying.words))
    spoke = {s.person for s in round_.sayings}
    for person in round_.roster:
        if person not in spoke:
            what = round_.said.get(person, "not_asked")
            lines.append(line(f"minutes.{what if what != 'spoke' else 'passed'}", name=v.name(person)))
    return tuple(lines)


def sitting_lines(v: View, sitting: Sitting) -> tuple[Line, ...]:
    """The minutes of one sitting."""
    lines = [line("minutes.been", names=v.names(sitting.been))]
    if sitting.opening:
        lines += said_lines(v, sitting.opening)
    if sitting.listed:
        lines += items_lines(v, sitting)
        agreed = line("minutes.agreed", names=v.names(sitting.agreed))
        lines.append(agreed if sitting.agreed else line("minutes.not_agreed"))
    for colour, person in sitting.cards:
        name = v.name(person) if person else line("minutes.somebody")
        lines.append(line("minutes.card", name=name, words=line(f"card.{colour}")))
    lines += [line("admin.talked", words=item_line(v, item)) for item in sitting.talked]
    lines += [*_decided(v, sitting), *chosen_lines(v, sitting)]
    if sitting.next_day:
        lines.append(line("minutes.next", day=day_words(sitting.next_day)))
    if sitting.closing:
        lines += said_lines(v, sitting.closing)
    return tuple(lines)


def chosen_lines(v: View, sitting: Sitting) -> tuple[Line, ...]:
    """Who chose what for this sitting: its list, what came next, which problem, the words (R12)."""
    return tuple(_chosen(v, one) for one in v.circle.openness.chosen.get(sitting.id, ()))


def _chosen(v: View, one: Chosen) -> Line:
    name = v.name(one.person)
    if one.what == "list":
        return line("chosen.list", name=name)
    if one.what == "objection":
        return line("chosen.objection", name=name, first=v.name(one.about.split("/")[-1]))
    proposal = v.circle.proposals[one.about]
    then = what_line(v, proposal, proposal.version(one.version_id))
    return line(f"chosen.{one.what}", name=name, words=then)
