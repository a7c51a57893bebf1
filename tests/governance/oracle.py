"""An oracle: reads the plain history and says when a rule was broken. It calls no rule of the kiosk's."""

from collections.abc import Callable, Iterator, Sequence

from kiosk.governance import events as e
from kiosk.governance.words import Wording
from tests.governance.seen import Item, Said, Seen, complete, demand

OWN = (
    e.TopicRaised,
    e.QuestionAsked,
    e.QuestionAnswered,
    e.ReactionGiven,
    e.Passed,
    e.AnswerGiven,
    e.MeaningConfirmed,
    e.ObjectionExplained,
    e.ObjectionTied,
    e.IdeaOffered,
    e.VersionWritten,
    e.LastCheckDone,
    e.Dropped,
    e.Paused,
)
"""What must come from the person it is stored for."""
LATER = (e.QuestionAsked, e.QuestionAnswered, e.ReactionGiven)
"""What everyone hears before their answer counts."""


class Oracle:
    """Watches one circle's history, entry by entry."""

    def __init__(self) -> None:
        self.members: list[str] = []
        self.kinds: dict[str, str] = {}
        self.facilitator = ""
        self.here: tuple[str, ...] = ()
        self.paused = False
        self.items: dict[str, Item] = {}
        self.acts: dict[str, dict[str, e.Event]] = {}
        self.first: list[str] = []

    def watch(self, entry: Sequence[e.Recorded]) -> None:
        """Take in one entry. Raises Breach when a rule was broken by it."""
        kinds = [type(r.event) for r in entry]
        for recorded in entry:
            event = recorded.event
            if isinstance(event, OWN):
                mine = event.person == recorded.actor == recorded.entered_by
                demand(mine, "R16", f"{type(event).__name__} was stored for {event.person} by another")
                self._keep_act(event.person, recorded)
            self._before(event, kinds, recorded.actor)
            self._take(recorded)
        for item in self.items.values():
            demand(sum(r.open for r in item.rounds) <= 1, "R1", "two rounds are open at once")

    def item_of(self, event: e.Event) -> Item | None:
        if named := getattr(event, "proposal", ""):
            return self.items.get(named)
        round_id = str(getattr(event, "round", "") or getattr(event, "objection", "").split("/")[0])
        return next((i for i in self.items.values() if any(r.id == round_id for r in i.rounds)), None)

    def expected(self, item: Item) -> list[str]:
        """Whose consent it takes."""
        return sorted(self.members)

    def complete(self, item: Item, wording: Wording) -> bool:
        """Whether nothing is missing in these words."""
        return complete(wording)

    def present(self) -> set[str]:
        return set() if self.paused else set(self.here)

    # --- what must be so when it happens -------------------------------------------------------------------

    def _before(self, event: e.Event, entry: list[type[e.Event]], actor: str) -> None:
        item = self.item_of(event)
        if item is None:
            return
        match event:
            case e.VersionWritten():
                demand(not item.decided, "R11", "the words were changed after the decision")
                demand(item.consent is None, "R8", "the words were changed in an open consent round")
                heard = e.RoundClosed not in entry or not item.unheard & item.standing()
                demand(heard, "R5", "amended before all objections were heard")
                demand(event.after == ((item.newest,) if item.newest else ()), "R8", "a wording was skipped")
            case e.RoundOpened():
                self._opening(item, event, entry, actor)
            case e.AnswerGiven():
                self._answering(item, event)
            case e.AnswersShown():
                self._showing(item, event.round)
            case e.RoundClosed():
                self._closing(item, event, entry)
            case e.DecisionMade():
                self._deciding(item, event, entry)
            case e.ObjectionTaken() | e.ObjectionExplained() | e.ObjectionTied() | e.IdeaOffered():
                demand(event.objection in item.standing(), "R6", "an ended objection was worked on")
                demand(not item.unheard & item.standing(), "R5", "worked on before all objections were heard")
                at_it = isinstance(event, e.ObjectionTaken) or event.objection == item.taken
                demand(at_it, "R5", "two objections were worked on at once")
                own = event.objection.endswith(f"/{event.person}")
                demand(own or not isinstance(event, e.ObjectionExplained), "R6", "another explained it")
                alone = len(self.members) == 1
                tied = isinstance(event, e.ObjectionTied)
                demand(not own or not tied or alone, "R5", "the objector had to tie it")
            case e.NotHere():
                round_ = self._round(item, event.round)
                demand(round_.kind != "consent", "R3", "absence was stored in a consent round")

    def _opening(self, item: Item, event: e.RoundOpened, entry: list[type[e.Event]], actor: str) -> None:
        demand(not item.decided, "R11", "a round opened after the decision")
        demand(all(r.id != event.round for r in item.rounds), "R1", "a round opened twice")
        if event.kind != "consent":
            demand(set(event.roster) == self.present(), "R1", "the roster is not those here")
            return
        demand(event.version_id == item.newest, "R8", "a consent round opened on old words")
        wording = item.versions[event.version_id]
        demand(complete(wording), "R9", "a consent round opened on words with a part missing")
        done = {r.kind for r in item.rounds if not r.open and r.kind != "consent"}
        demand(done >= {"questions", "reactions"}, "R1", "consent was asked before questions and reactions")
        demand(sorted(event.roster) == self.expected(item), "R1", "the roster is not every member")
        demand(e.MadeReady in entry, "R12", "nobody restated the words")
        asked_by = actor == self.facilitator or self.facilitator not in self.present()
        demand(asked_by, "R12", "another than the facilitator restated the words")
        self._order(item, event.roster)

    def _order(self, item: Item, roster: tuple[str, ...]) -> None:
        demand(roster[-1] == item.author, "R23", "the author is not asked last")
        kinds = [self.kinds[p] for p in roster[:-1]]
        ranks = [{"supported": 0, "worker": 2}.get(kind, 1) for kind in kinds]
        demand(ranks == sorted(ranks), "R23", "a worker is asked before a supported member")
        supported = [p for p in roster[:-1] if self.kinds[p] == "supported"]
        if len(supported) > 1 and self.first:
            demand(supported[0] != self.first[-1], "R23", "the same supported member is asked first again")
        if supported:
            self.first.append(supported[0])

    def _answering(self, item: Item, event: e.AnswerGiven) -> None:
        round_ = self._round(item, event.round)
        word, form = (event.answer.word, event.answer.form) if event.answer else ("", "")
        demand(event.person in self.members, "R7", "one who is no member answered")
        demand(round_.open, "R8", "an answer in a round that is over")
        demand(event.version_id == round_.version == item.newest, "R8", "an answer to other words")
        demand(event.facts == round_.facts, "R23", "an answer without hearing what was added")
        demand(item.asked(event.person), "R1", "an answer by one who was not asked what they think")
        demand(word in ("ok", "problem", "come_back", "withdrawn"), "R2", "an answer that is none")
        if word == "withdrawn":
            demand(form in ("fixed", "can_live"), "R6", f"a problem was taken back because: {form}")
            seen = round_.sees_problem(event.person) or self._stands(item, round_, event.person)
            demand(seen, "R6", "a problem was taken back that was never there")
        if word in ("ok", "come_back"):
            stands = round_.sees_problem(event.person) or self._stands(item, round_, event.person)
            demand(not stands, "R6", "an objection was consented away without being taken back")
        if event.answer and form == "private":
            demand(not event.answer.words and not event.answer.pictures, "R5", "a private reason was stored")

    def _stands(self, item: Item, round_: Seen, person: str) -> bool:
        # What was taken back before all are in stands for all to see until then, but no longer for its owner.
        return f"{round_.id}/{person}" in item.standing() and not round_.took_back(person)

    def _showing(self, item: Item, round_id: str) -> None:
        round_ = self._round(item, round_id)
        demand(not round_.shown, "R23", "answers were shown twice")
        for person in round_.roster:
            demand(bool(round_.counting(person)), "R23", f"answers were shown before {person}'s was in")
        demand(not item.questions, "R23", "answers were shown while a question was open")

    def _closing(self, item: Item, event: e.RoundClosed, entry: list[type[e.Event]]) -> None:
        round_ = self._round(item, event.round)
        demand(round_.open, "R1", "a round closed twice")
        if round_.kind != "consent":
            asked = set(round_.spoke) | round_.gone
            demand(set(round_.roster) <= asked, "R1", "a round closed before everyone here was asked")
            return
        if event.why == "decided":
            demand(not item.standing(), "R4", "a round closed while an objection stands")
            demand(e.DecisionMade in entry, "R11", "a round closed as decided without a decision")
        else:
            demand(event.why == "new_version", "R3", "a consent round closed for no reason")
            demand(e.VersionWritten in entry, "R4", "a consent round closed without new words")
            demand(round_.was_shown, "R23", "a consent round closed before it went round")

    def _deciding(self, item: Item, event: e.DecisionMade, entry: list[type[e.Event]]) -> None:
        round_ = self._round(item, event.round)
        demand(not item.decided, "R11", "decided twice")
        demand(e.LastCheckDone in entry, "R11", "decided without the last check in the same entry")
        demand(event.version_id == item.newest == round_.version, "R8", "decided on other words")
        demand(sorted(round_.roster) == self.expected(item), "R1", "decided without a member")
        demand(event.consented == round_.roster, "R11", "the decision names other people than were asked")
        for person in round_.roster:
            said = round_.counting(person)
            demand(said != "problem", "R4", f"decided over {person}'s problem")
            last = round_.last(person)
            rule = "R22" if last and last.void else "R2" if last and last.word == "come_back" else "R3"
            demand(said == "ok", rule, f"decided without {person}'s consent to these words")
        demand(not item.standing(), "R4", "decided while an objection stands")
        wording = item.versions[event.version_id]
        demand(self.complete(item, wording), "R9", "decided on words with a part missing")
        demand(event.review_day == wording.review_day, "R9", "the review day is not the wording's")

    # --- taking it in --------------------------------------------------------------------------------------

    def _take(self, recorded: e.Recorded) -> None:
        event = recorded.event
        match event:
            case e.PersonAdded():
                self.kinds[event.person] = event.kind
            case e.MemberJoined():
                self.members.append(event.person)
            case e.RoleFilled():
                self.facilitator = event.person
            case e.MeetingBegun() | e.HereChanged() | e.Resumed():
                self.here = event.here
                self.paused = isinstance(event, e.HereChanged) and self.paused
            case e.Paused():
                self.paused = True
            case e.MeetingEnded():
                self.here, self.paused = (), False
            case e.DraftBegun():
                self.items[event.proposal] = Item(event.proposal, event.author)
            case e.SaidRight():
                own = self.acts.get(event.person, {})
                demand(set(event.acts) <= set(own), "R14", "another's act was called right")
                self.acts[event.person] = {id: act for id, act in own.items() if id not in event.acts}
            case e.SaidNotRight():
                self._void(event)
            case _:
                if item := self.item_of(event):
                    self._into(item, recorded)

    def _into(self, item: Item, recorded: e.Recorded) -> None:
        event = recorded.event
        if isinstance(event, LATER) and item.consent:
            item.consent.facts += 1
            item.consent.hide()
        match event:
            case e.VersionWritten():
                item.versions[recorded.id] = event.wording or Wording()
            case e.RoundOpened():
                seen = Seen(event.round, event.kind, event.version_id, event.roster)
                seen.concerned = (item.author, *item.work)
                item.rounds.append(seen)
            case e.WorkNamed():
                item.work = event.people
            case e.QuestionAsked():
                item.questions.add(event.question)
                if self._round(item, event.round).kind in ("questions", "consent"):
                    self._round(item, event.round).spoke[event.person] = "asked"
            case e.QuestionAnswered():
                item.questions.discard(event.question)
            case e.ReactionGiven() | e.Passed():
                self._round(item, event.round).spoke[event.person] = "spoke"
            case e.NotHere():
                self._round(item, event.round).gone.add(event.person)
            case e.RoundClosed():
                self._round(item, event.round).open = False
            case e.AnswerGiven(answer=answer):
                round_ = self._round(item, event.round)
                word, form = (answer.word, answer.form) if answer else ("", "")
                said = Said(recorded.id, event.person, word, form, round_, event.facts)
                said.helper = event.given.helper if event.given else ""
                round_.said.append(said)
                if round_.shown:
                    item.publish(round_.said[-1])
            case e.AnswersShown():
                round_ = self._round(item, event.round)
                round_.shown = round_.was_shown = True
                for said in [said for p in self.members for said in round_.to_show(p)]:
                    item.publish(said)
            case e.ObjectionsHeard():
                item.unheard.clear()
            case e.ObjectionTaken():
                item.taken = event.objection
            case e.DecisionMade():
                item.decided = event.round

    def _keep_act(self, person: str, recorded: e.Recorded) -> None:
        kept = self.acts.setdefault(person, {})
        if isinstance(recorded.event, e.AnswerGiven):
            round_id = recorded.event.round
            for id, other in list(kept.items()):
                if isinstance(other, e.AnswerGiven) and other.round == round_id:
                    del kept[id]
        kept[recorded.id] = recorded.event

    def _void(self, event: e.SaidNotRight) -> None:
        act = self.acts.get(event.person, {}).pop(event.act, None)
        demand(act is not None, "R14", "another's act was called not right")
        item = self.item_of(act) if act else None
        if act is None or item is None:
            return
        match act:
            case e.AnswerGiven() if item.decided:
                item.doubted |= {event.person} if item.decided == act.round else set()
            case e.AnswerGiven():
                for said in self._round(item, act.round).said:
                    if said.act == event.act:
                        said.void = True
                        if said.rests_on:
                            said.rests_on.void = True
            case e.Passed() | e.ReactionGiven() | e.QuestionAsked():
                round_ = self._round(item, act.round)
                if isinstance(act, e.QuestionAsked):
                    item.questions.discard(act.question)
                asked_only = isinstance(act, e.QuestionAsked) and round_.kind in ("reactions", "evaluation")
                if round_.open and not asked_only:
                    round_.spoke.pop(event.person, None)

    def _round(self, item: Item, id: str) -> Seen:
        return next(r for r in item.rounds if r.id == id)


def entries(history: Sequence[e.Recorded]) -> Iterator[tuple[e.Recorded, ...]]:
    """The history, entry by entry."""
    start = 0
    for at in range(1, len(history) + 1):
        if at == len(history) or history[at].entry != history[start].entry:
            yield tuple(history[start:at])
            start = at


def watched(history: Sequence[e.Recorded], seen: Callable[[Oracle], None] = lambda _: None) -> Oracle:
    """An oracle that has watched a whole history."""
    oracle = Oracle()
    for entry in entries(history):
        oracle.watch(entry)
        seen(oracle)
    return oracle
