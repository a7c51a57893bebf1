"""The part of the fold that is about Easy Read words, and one idea that became two."""

from dataclasses import replace

from kiosk.governance import events as e
from kiosk.governance.registry import folds_circle, folds_org
from kiosk.governance.state import Circle, Organisation, Split


@folds_org(e.ReadingChosen)
def _reading(state: Organisation, event: e.ReadingChosen, _: e.Recorded) -> Organisation:
    readers = state.readers | {event.person} if event.easy == "yes" else state.readers - {event.person}
    circles = {id: replace(circle, readers=readers) for id, circle in state.circles.items()}
    return replace(state, readers=readers, circles=circles)


@folds_circle(e.IdeaSplit)
def _split(circle: Circle, event: e.IdeaSplit, _: e.Recorded) -> Circle:
    whole = circle.proposals.get(event.proposal)
    if whole is None:
        return circle
    known = dict(circle.proposals)
    # Two devices may have split it, with other words: all the parts are there.
    into = tuple(dict.fromkeys((*whole.split.into, *event.parts)))
    known[whole.id] = replace(whole, dropped=True, split=replace(whole.split, into=into, by=event.person))
    for part in event.parts:
        if part in known:
            known[part] = replace(known[part], split=Split(of=whole.id, version_id=event.version_id))
    topics = dict(circle.topics)
    if whole.topic in topics:
        # The list of a meeting finds the parts through the whole.
        topics[whole.topic] = replace(topics[whole.topic], proposal=whole.id)
    live = tuple(id for id in circle.live if id != whole.id)
    return replace(circle, proposals=known, topics=topics, live=live)
