"""The sentences of a proposal, a reason, an answer: the same wherever they are read."""

from collections.abc import Callable
from datetime import date

from kiosk.conversation.place import KEPT
from kiosk.conversation.prompts import Line, line, own
from kiosk.conversation.view import View
from kiosk.governance.state import TAKEN_BACK, Circle, Objection, Proposal, Version
from kiosk.governance.words import Answer, Wording


def day_words(day: str) -> Line:
    """A day as people say it: 1 March 2027; anything else as it is."""
    try:
        parsed = date.fromisoformat(day)
    except ValueError:
        return own(day)
    return line("day.words", day=str(parsed.day), month=line(f"month.{parsed.month}"), year=str(parsed.year))


Saying = Callable[[View, Proposal, Version | None], Line]
SAYINGS: dict[str, Saying] = {}
"""By kind of matter: the one sentence that says what it is; an idea is said in the circle's own words."""


def says(kind: str) -> Callable[[Saying], Saying]:
    """Keep the sentence for matters of this kind."""

    def keep(saying: Saying) -> Saying:
        SAYINGS[kind] = saying
        return saying

    return keep


Details = Callable[[View, Proposal, Version | None], tuple[Line, ...]]
DETAILS: dict[str, Details] = {}
"""By kind of matter: what else it says of itself, a sentence each."""


def says_more(*kinds: str) -> Callable[[Details], Details]:
    """Keep the further sentences for matters of these kinds."""

    def keep(details: Details) -> Details:
        DETAILS.update(dict.fromkeys(kinds, details))
        return details

    return keep


def if_open(what: str | None, words: Line) -> Line:
    """These words, unless what they are about cannot be read here."""
    return words if what else own("")


def circle_line(circle: Circle) -> Line:
    """What a circle is called."""
    return own(circle.name) if circle.name else line("circle.closed")


def what_line(v: View, proposal: Proposal, version: Version | None = None) -> Line:
    """What a proposal is, in one sentence: its own words, or what its matter says."""
    version = version or proposal.current
    if saying := SAYINGS.get(proposal.matter.kind):
        return saying(v, proposal, version)
    if version is None:
        whole = v.circle.proposals.get(proposal.split.of)
        if whole is None:
            return _without_words(v, proposal)
        number = whole.split.into.index(proposal.id) + 1
        return line("split.part", number=str(number), words=what_line(v, whole))
    return own(version.wording.what)


def _without_words(v: View, proposal: Proposal) -> Line:
    """A draft that is still being written: its writer's own words so far, or the topic it came from."""
    for piece in v.place.draft(f"{KEPT}wording:{proposal.id}"):
        part, _, words = piece.partition("=")
        if part == "what" and words.strip():
            return own(words)
    topic = v.circle.topics.get(proposal.topic)
    return topic_line(topic.form, topic.words) if topic else line("draft.no_words")


def topic_line(form: str, words: str | None) -> Line:
    """A topic as a list shows it."""
    if form == "picture":
        return if_open(words, line(f"choice.topic.{words}"))
    return own(words) if words else line("topic.something")


def wording_lines(
    v: View, proposal: Proposal, wording: Wording, version: Version | None = None
) -> tuple[Line, ...]:
    """A wording of a proposal, a sentence a part; what is missing is left out."""
    # Its Easy Read words come first, wherever the full words stand.
    lines = [own(sentence) for sentence in wording.easy.splitlines() if sentence.strip()]
    if proposal.matter.kind in SAYINGS and not wording.what.strip():
        lines.append(line("wording.matter", words=what_line(v, proposal, version)))
    if details := DETAILS.get(proposal.matter.kind):
        lines += details(v, proposal, version or proposal.current)
    lines += charter_lines(wording)
    lines += [
        line(f"wording.{part}", words=getattr(wording, part))
        for part in ("what", "why", "who", "how")
        if getattr(wording, part).strip()
    ]
    if proposal.work:
        lines.append(line("wording.work", names=v.names(proposal.work)))
    if wording.review_day:
        lines.append(line("wording.review_day", day=day_words(wording.review_day)))
    if wording.if_missed:
        lines.append(line(f"wording.if_missed.{wording.if_missed}"))
    if wording.if_missed == "goes_on" and wording.risk.strip():
        lines.append(line("wording.risk", words=wording.risk))
    return (*lines, *watch_lines(wording))


def watch_lines(wording: Wording) -> tuple[Line, ...]:
    """A worry that is watched: what, who counts, and which number means stop."""
    if not wording.watch.strip():
        return ()
    lines = [line("wording.watch", words=wording.watch)]
    if wording.counted_by.strip():
        lines.append(line("wording.counted_by", words=wording.counted_by))
    if number := wording.limit:
        lines.append(times_line("wording.stop_at", number))
    return tuple(lines)


USUAL = "usual"
"""The rule for absence in the kiosk's own words: the steps that it offers."""


def charter_lines(wording: Wording) -> tuple[Line, ...]:
    """What a wording says about a circle."""
    lines = [
        line(f"wording.{part}", words=getattr(wording, part))
        for part in ("name", "aim", "domain")
        if getattr(wording, part).strip()
    ]
    if wording.absence == USUAL:
        lines.append(line("wording.absence_usual"))
    elif wording.absence.strip():
        lines.append(line("wording.absence", words=wording.absence))
    return tuple(lines)


def asked_versions(proposal: Proposal) -> tuple[str, ...]:
    """The wordings that everyone was asked about, the first first: only those does the circle know."""
    return tuple(dict.fromkeys(r.version_id for r in proposal.rounds if r.kind == "consent"))


def times_line(key: str, times: int) -> Line:
    """A sentence about how often; once has words of its own."""
    return line(f"{key}.once") if times == 1 else line(f"{key}.times", number=str(times))


def version_lines(v: View, proposal: Proposal, version: Version) -> tuple[Line, ...]:
    """A version: which one it is when there are several, and its words."""
    lines: tuple[Line, ...] = ()
    heard = [v for v in asked_versions(proposal) if v != version.id]
    if heard:
        lines = (line("wording.version", number=str(version.number)),)
    return (*lines, *wording_lines(v, proposal, version.wording, version))


def what_if_lines() -> tuple[Line, ...]:
    """What happens if we do, if we do not, and if we wait."""
    return (line("what_if.do"), line("what_if.do_not"), line("what_if.wait"))


def question_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """Every question with its answer, in the order they came."""
    lines: list[Line] = []
    for question in proposal.questions:
        if question.taken_back:
            lines.append(line("talk.taken_back", name=v.name(question.person)))
            continue
        lines.append(line("talk.question", name=v.name(question.person), words=question.words or ""))
        if question.answered_by and not question.noted:
            name = v.name(question.answered_by)
            lines.append(line("talk.answer", name=name, words=question.answer or ""))
        else:
            lines.append(line("talk.noted" if question.noted else "talk.open"))
    return tuple(lines)


def talk_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """Every question with its answer, and every reaction, in the order they came."""
    lines = list(question_lines(v, proposal))
    for reaction in proposal.reactions:
        name = v.name(reaction.person)
        if reaction.form == TAKEN_BACK:
            lines.append(line("talk.taken_back", name=name))
        elif reaction.form == "beside":
            lines.append(line("talk.beside", name=name, words=reaction.words or ""))
        elif reaction.form == "picture":
            lines.append(
                line(
                    "talk.feels",
                    name=name,
                    feeling=if_open(reaction.words, line(f"feeling.{reaction.words}")),
                )
            )
        else:
            lines.append(line("talk.reaction", name=name, words=reaction.words or ""))
    return tuple(lines)


def reason_lines(name: str, reason: Answer | None) -> tuple[Line, ...]:
    """Who sees a problem, and the reason in the form they gave it (R5)."""
    lines = [line("objection.sees", name=name)]
    match reason.form if reason else "":
        case "words":
            lines.append(line("objection.said", name=name, words=reason.words if reason else ""))
        case "pictures":
            pictures = reason.pictures if reason else ()
            lines += [line("objection.about", what=line(f"reason.{picture}")) for picture in pictures]
        case "help":
            lines.append(line("objection.needs_help", name=name))
        case "private":
            lines.append(line("objection.private"))
        case _:
            lines.append(line("objection.no_reason_yet", name=name))
    return tuple(lines)


def seen_lines(v: View, objection: Objection) -> tuple[Line, ...]:
    """Who sees a problem, the reason, and for whom it was seen where it is not their own (R15)."""
    name = v.name(objection.person)
    if not objection.proxy:
        return reason_lines(name, objection.reason)
    first = v.name(objection.proxy)
    return (*reason_lines(first, objection.reason), line("objection.for", first=first, name=name))


def objection_lines(v: View, objection: Objection) -> tuple[Line, ...]:
    """One objection with what was understood and offered so far."""
    lines = list(seen_lines(v, objection))
    lines += explained_lines(objection.explained_form, objection.explained)
    if objection.tied:
        lines.append(line("objection.tie_words", words=objection.tied))
    for idea in objection.ideas:
        if idea.words or (idea.words is None and idea.form != TAKEN_BACK):
            lines.append(line("objection.idea_words", name=v.name(idea.person), words=idea.words or ""))
    return tuple(lines)


def explained_lines(form: str, said: str | None) -> tuple[Line, ...]:
    """What the objector said might happen: in words, as a picture, or that it cannot be said."""
    match form:
        case "words" if said is not None:
            return (line("objection.might_happen", words=said),)
        case "pictures":
            return (line("objection.about", what=if_open(said, line(f"reason.{said}"))),)
        case "help":
            return (line("objection.cannot_say"),)
        case _:
            return ()


def answer_line(answer: Answer | None) -> Line:
    """One's own answer, as it is read back."""
    if answer is None:
        return line("answer.closed")
    if answer.word == "problem" and answer.form == "words":
        return line("answer.problem.words", words=answer.words)
    if answer.word == "problem" and answer.form == "pictures":
        return line("answer.problem.pictures", what=line(f"reason.{answer.pictures[0]}"))
    if answer.word == "problem" and answer.form in ("help", "private"):
        return line(f"answer.problem.{answer.form}")
    return line(f"answer.{answer.word}")
