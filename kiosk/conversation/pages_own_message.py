"""A message about one person's own life: they say first, in private, whether it may be told (R20)."""

from kiosk.conversation.pages_map import circle_name
from kiosk.conversation.pages_turn import ACTS, List, in_circle, on_home
from kiosk.conversation.place import Place
from kiosk.conversation.prompts import line
from kiosk.conversation.view import Action, Page, View, ask, back, go, page, store
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.messages import waits_for_word
from kiosk.governance.state import Organisation, Sent


def _home(_: Organisation, place: Place) -> Place:
    return place.pop()


@on_home
def asked(own_list: List) -> None:
    """Whoever it is about is asked, in every circle of theirs; and can stop it at any time."""
    v = own_list.v
    for circle in v.state.circles_of(v.me):
        for sent in circle.post.sent.values():
            if sent.of == v.me and not sent.closed and sent.word != "stop":
                id = "may_tell" if waits_for_word(sent) else "told_of_me"
                to = in_circle(circle, go("message.own", message=sent.id))
                own_list.offer(f"{id}.{sent.id}", to, line(f"choice.{id}", words=sent.words or ""))


def _sent(v: View) -> Sent:
    sent = v.circle.post.sent[v.arg("message")]
    if sent.of != v.me or sent.closed or sent.word == "stop":
        raise LookupError(sent.id)
    return sent


@page("message.own")
def own_word(v: View) -> Page:
    """May this be told? One press stops it."""
    sent = _sent(v)
    stop = store(c.GiveMessageWord(message=sent.id, word="stop"), _home)
    actions: dict[str, Action] = {}
    if sent.word != "ok":
        actions["may_be_told"] = go("message.own_sure", message=sent.id)
    actions |= {"not_to_be_told": stop, "leave_it": back}
    body = (
        line("message.words.who", name=circle_name(v, sent.to)),
        line("message.says", words=sent.words or ""),
    )
    return Page(ask(v, body=body, choices=tuple(actions), private=True), actions)


@page("message.own_sure")
def own_sure(v: View) -> Page:
    """Their "yes" read back; only this stores it."""
    sent = _sent(v)
    keep = store(c.GiveMessageWord(message=sent.id, word="ok"), lambda _, place: place.pop().pop())
    actions: dict[str, Action] = {"change_it": back, "keep_may_tell": keep}
    body = (line("message.says", words=sent.words or ""),)
    return Page(ask(v, body=body, choices=tuple(actions), binding=True, private=True), actions)


ACTS[e.MessageWordGiven] = lambda event: line(f"act.message_word.{getattr(event, 'word', '')}")
