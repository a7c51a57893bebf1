"""The part of the fold that is about messages between circles."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.governance import events as e
from kiosk.governance.registry import folds_circle, unsays
from kiosk.governance.state import Brought, Circle, Post, Report, Sent


def _sent(circle: Circle, id: str, change: Callable[[Sent], Sent]) -> Circle:
    one = circle.post.sent.get(id)
    return _post(circle, sent={**circle.post.sent, id: change(one)}) if one else circle


def _brought(circle: Circle, id: str, change: Callable[[Brought], Brought]) -> Circle:
    one = circle.post.brought.get(id)
    return _post(circle, brought={**circle.post.brought, id: change(one)}) if one else circle


def _post(circle: Circle, **parts: object) -> Circle:
    post: Post = replace(circle.post, **parts)  # type: ignore[arg-type]
    return replace(circle, post=post)


@folds_circle(e.MessageNoted)
def _noted(circle: Circle, event: e.MessageNoted, recorded: e.Recorded) -> Circle:
    one = Sent(event.message, event.to, event.kind, event.person, event.about, event.words, recorded.id)
    # Whoever tells about themselves has said so by telling it.
    one = replace(one, of=event.of, word="ok" if event.of and event.of == event.person else "")
    return _post(circle, sent={**circle.post.sent, event.message: one})


@folds_circle(e.MessageWordGiven)
def _word(circle: Circle, event: e.MessageWordGiven, _: e.Recorded) -> Circle:
    return _sent(circle, event.message, lambda one: replace(one, of=event.person, word=event.word))


@unsays(e.MessageWordGiven)
def _no_word(circle: Circle, event: e.MessageWordGiven, _: str) -> Circle:
    return _sent(circle, event.message, lambda one: replace(one, word=""))


@folds_circle(e.MessageCarried)
def _carried(circle: Circle, event: e.MessageCarried, _: e.Recorded) -> Circle:
    if event.message in circle.post.brought:
        # Both links carried it, each on a device: once is enough.
        return circle
    one = Brought(event.message, event.frm, event.kind, event.person, event.about, event.words)
    return _post(circle, brought={**circle.post.brought, event.message: one})


@folds_circle(e.ObjectorHeard)
def _objector_heard(circle: Circle, event: e.ObjectorHeard, _: e.Recorded) -> Circle:
    return _brought(circle, event.message, lambda one: replace(one, objector_heard=True))


@folds_circle(e.MessageHeard)
def _heard(circle: Circle, event: e.MessageHeard, _: e.Recorded) -> Circle:
    return _brought(circle, event.message, lambda one: replace(one, heard=True))


@folds_circle(e.MessageReported)
def _reported(circle: Circle, event: e.MessageReported, recorded: e.Recorded) -> Circle:
    report = Report(recorded.id, event.person, event.decided, event.why, event.can_change, event.whom)
    return _sent(circle, event.message, lambda one: replace(one, report=report))


@folds_circle(e.ReportJoined)
def _joined(circle: Circle, event: e.ReportJoined, _: e.Recorded) -> Circle:
    def beside(one: Sent) -> Sent:
        return replace(one, report=replace(one.report, beside=event.person)) if one.report else one

    return _sent(circle, event.message, beside)


@folds_circle(e.NewsTold)
def _told(circle: Circle, event: e.NewsTold, _: e.Recorded) -> Circle:
    return _sent(circle, event.message, lambda one: replace(one, told=True))


@folds_circle(e.ReportAnswered)
def _answered(circle: Circle, event: e.ReportAnswered, _: e.Recorded) -> Circle:
    return _sent(
        circle,
        event.message,
        lambda one: replace(one, answers={**one.answers, event.person: (event.answer, event.report)}),
    )


@unsays(e.ReportAnswered)
def _without_report_answer(circle: Circle, event: e.ReportAnswered, _: str) -> Circle:
    """Who says that this was not their answer has not heard it yet: the message is open again (R17, R22)."""

    def open_again(one: Sent) -> Sent:
        answers = {person: kept for person, kept in one.answers.items() if person != event.person}
        return replace(one, answers=answers, closed=False)

    return _sent(circle, event.message, open_again)


@folds_circle(e.MessageClosed)
def _closed(circle: Circle, event: e.MessageClosed, _: e.Recorded) -> Circle:
    return _sent(circle, event.message, lambda one: replace(one, closed=True))


@folds_circle(e.OutsideHelpOffered)
def _helped(circle: Circle, event: e.OutsideHelpOffered, _: e.Recorded) -> Circle:
    return _post(circle, helped=circle.post.helped | {event.objection})


@folds_circle(e.ReferralWanted)
def _wanted(circle: Circle, event: e.ReferralWanted, _: e.Recorded) -> Circle:
    before = circle.post.wanted.get(event.objection, ())
    people = tuple(dict.fromkeys((*before, event.person)))
    return _post(circle, wanted={**circle.post.wanted, event.objection: people})
