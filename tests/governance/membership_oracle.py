"""An oracle of belonging: reads the plain history, and says when R7, R20 or R21 was broken by it."""

from collections.abc import Sequence

from kiosk.governance import events as e
from kiosk.governance.words import Matter, Wording
from tests.governance.oracle import Oracle
from tests.governance.seen import Item, Said, Seen, complete, demand


class Household(Oracle):
    """Watches one circle whose people come and go."""

    def __init__(self) -> None:
        super().__init__()
        self.owner = ""
        self.stewards: set[str] = set()
        self.wants: set[str] = set()
        self.invited: set[str] = set()
        self.guests: set[str] = set()
        self.gone: dict[str, str] = {}
        self.said: dict[tuple[str, str], str] = {}
        self.matters: dict[str, Matter] = {}
        self.meets: dict[str, tuple[str, ...]] = {}
        self.over: set[str] = set()
        self.offered: set[str] = set()
        self.hidden: dict[str, set[tuple[str, str]]] = {}
        """By proposal, the problems seen in rounds that stopped: (round, person)."""

    def expected(self, item: Item) -> list[str]:
        """Every member, but for whom the removal is about (R7)."""
        matter = self.matters[item.id]
        off = matter.people if matter.kind == "remove" else ()
        return sorted(m for m in self.members if m not in off)

    def complete(self, item: Item, wording: Wording) -> bool:
        """A matter says by itself what it is."""
        own = self.matters[item.id].kind == "idea"
        return complete(wording) if own else bool(wording.why and wording.review_day and wording.if_missed)

    def settled(self) -> None:
        """What holds once everything that follows is stored too."""
        for item in self.items.values():
            if item.consent and item.id not in self.over:
                roster = sorted(item.consent.roster)
                missing = set(self.expected(item)) - set(roster)
                demand(not missing, "R7", "a member is not asked in an open round")
                demand(roster == self.expected(item), "R21", "somebody is waited for who is asked no more")

    # --- what must be so when it happens -------------------------------------------------------------------

    def _before(self, event: e.Event, entry: list[type[e.Event]], actor: str) -> None:
        match event:
            case e.MemberJoined():
                self._joining(event, entry)
            case e.MemberLeft():
                demand(actor == event.person, "R21", "somebody was made to leave")
            case e.MemberDied() | e.MemberSetAside() | e.MemberBack():
                self._two(event, actor)
            case e.MemberRemoved():
                demand(event.person != self.owner, "R20", "the one whose team it is was removed")
                decided = [i for i in self.items.values() if i.decided]
                about = [i for i in decided if self.matters[i.id] == Matter("remove", "", (event.person,))]
                demand(bool(about), "R21", "somebody was removed without a decision")
            case e.ObjectionMet():
                self._met(event)
            case e.ObjectionWithdrawn():
                own = event.objection.endswith(f"/{event.person}") and actor == event.person
                demand(own, "R6", "another took the problem back")
                demand(event.why in ("fixed", "can_live"), "R6", "a problem was taken back under pressure")
            case e.ProblemLeftBehind():
                item = self.item_of(event)
                shown = item and item.consent and item.consent.shown
                demand(bool(shown), "R23", "a hidden problem came to light before all were in")
        super()._before(event, entry, actor)

    def _joining(self, event: e.MemberJoined, entry: list[type[e.Event]]) -> None:
        if e.CircleFounded in entry:
            return
        demand(event.person in self.wants, "R7", "somebody was admitted who did not say that they want to")
        if event.person == self.owner:
            return
        decided = [self.matters[i.id] for i in self.items.values() if i.decided]
        demand(
            Matter("admit", "", (event.person,)) in decided, "R7", "somebody joined whom nobody decided on"
        )

    def _two(self, event: e.MemberDied | e.MemberSetAside | e.MemberBack, actor: str) -> None:
        what = "died"
        if isinstance(event, e.MemberSetAside):
            what = "aside"
            demand(bool(event.review_day), "R9", "set aside without a day to look again")
            demand(event.person != self.owner, "R20", "the one whose team it is was set aside")
        elif isinstance(event, e.MemberBack):
            what = event.why
        may = self.stewards if what.startswith("aside") else set(self.members)
        first = self.said.get((what, event.person), "")
        two = {first, event.by} - {"", event.person}
        demand(actor == event.by and len(two) == 2, "R21", f"{what}: it was not two other people")
        demand(two <= may, "R21", f"{what}: not everyone of the two may say so")

    def _met(self, event: e.ObjectionMet) -> None:
        item = self.item_of(event)
        person = event.objection.partition("/")[2]
        demand(person not in self.members, "R6", "a problem was met without the one who sees it")
        round_ = item.consent if item else None
        named = event.objection in self.meets.get(event.version_id, ())
        demand(
            named and item is not None and item.newest == event.version_id, "R21", "the words do not name it"
        )
        all_ok = round_ is not None and all(round_.counting(p) == "ok" for p in round_.roster)
        demand(all_ok, "R21", "met by words that not all consented to")

    def _opening(self, item: Item, event: e.RoundOpened, entry: list[type[e.Event]], actor: str) -> None:
        demand(not item.decided, "R11", "a round opened after the decision")
        if event.kind == "consent":
            demand(sorted(event.roster) == self.expected(item), "R7", "the roster is not who is to be asked")
            again = any(r.kind == "consent" and not r.open for r in item.rounds)
            demand(e.MadeReady in entry or again, "R12", "nobody restated the words")
            self._removing(item)
            return
        may = set(self.members) | (self.guests if event.kind == "questions" else set())
        demand(set(event.roster) == self.present() & may, "R7", "the roster is not those who are heard")

    def _removing(self, item: Item) -> None:
        """Never the one whose team it is, nor one who sees a problem, nor before somebody was offered."""
        matter = self.matters[item.id]
        if matter.kind != "remove":
            return
        person = matter.people[0]
        demand(person != self.owner, "R20", "the removal of the one whose team it is was asked about")
        demand(item.id in self.offered, "R21", "nobody was offered to speak beside them")
        for other in self.items.values():
            if other.decided or other.id in self.over:
                continue
            stands = any(id.endswith(f"/{person}") for id in other.standing())
            open_ = other.consent is not None and other.consent.sees_problem(person)
            demand(not stands and not open_, "R21", "a removal went on while the one concerned objects")

    def _answering(self, item: Item, event: e.AnswerGiven) -> None:
        asked = event.person in self._round(item, event.round).roster
        demand(asked, "R7", "an answer of one who has no consent right here")
        super()._answering(item, event)

    def _stands(self, item: Item, round_: Seen, person: str) -> bool:
        # After a round stopped, a problem with the same words stands in the next one too.
        mine = [id.partition("/")[0] for id in item.standing() if id.endswith(f"/{person}")]
        mine += [at for at, who in self.hidden.get(item.id, set()) if who == person]
        same = any(self._round(item, at).version == round_.version for at in mine)
        return same and not round_.took_back(person)

    def _closing(self, item: Item, event: e.RoundClosed, entry: list[type[e.Event]]) -> None:
        round_ = self._round(item, event.round)
        if event.why == "overtaken":
            demand(e.Overtaken in entry, "R3", "a round closed for no reason")
        elif event.why == "roster" and round_.kind == "consent":
            changed = set(round_.roster) - set(self.expected(item))
            demand(bool(changed), "R21", "a round stopped though everyone in it is still asked")
        else:
            super()._closing(item, event, entry)

    def _deciding(self, item: Item, event: e.DecisionMade, entry: list[type[e.Event]]) -> None:
        lost = {(r, p) for r, p in self.hidden.get(item.id, set()) if p not in self.members}
        demand(not lost, "R21", "leaving ended a problem that was hidden still")
        demand(bool(event.consented), "R3", "nobody decided it")
        super()._deciding(item, event, entry)
        self._removing(item)

    # --- taking it in --------------------------------------------------------------------------------------

    def _take(self, recorded: e.Recorded) -> None:
        event = recorded.event
        match event:
            case e.RoleFilled(role="steward", temporary=False):
                self.stewards.add(event.person)
                return
            case e.TeamOwnerNamed():
                self.owner = event.person
            case e.MemberInvited():
                self.invited.add(event.person)
            case e.InvitationAnswered():
                (self.wants.add if event.wants else self.wants.discard)(event.person)
                if not event.wants:
                    self.invited.discard(event.person)
            case e.GuestInvited():
                self.guests.add(event.person)
            case e.MemberJoined() | e.MemberBack():
                self._comes(event.person)
                return
            case e.MemberLeft() | e.MemberRemoved() | e.MemberDied() | e.MemberSetAside():
                self._goes(event.person, type(event).__name__)
            case e.FirstWordSaid():
                self.said[(event.what, event.person)] = event.by
            case e.FirstWordTakenBack():
                self.said.pop((event.what, event.person), None)
            case e.MeetingEnded():
                self.guests = set()
            case e.DraftBegun():
                self.matters[event.proposal] = event.matter
            case e.Overtaken() | e.Dropped():
                self.over.add(event.proposal)
            case e.PutOnAgenda():
                self.over.discard(event.proposal)
            case e.AdvocateOffered():
                self.offered.add(event.proposal)
        super()._take(recorded)

    def _comes(self, person: str) -> None:
        if person not in self.members:
            self.members.append(person)
        self.gone.pop(person, None)
        self.wants.discard(person)
        self.invited.discard(person)
        self.guests.discard(person)

    def _goes(self, person: str, how: str) -> None:
        self.members = [m for m in self.members if m != person]
        self.gone[person] = how
        self.here = tuple(p for p in self.here if p != person)
        self.stewards.discard(person)
        self.invited.discard(person)
        self.said = {k: by for k, by in self.said.items() if person not in (k[1], by)}
        if self.facilitator == person:
            self.facilitator = ""

    def _into(self, item: Item, recorded: e.Recorded) -> None:
        event = recorded.event
        match event:
            case e.VersionWritten():
                self.meets[recorded.id] = event.meets
            case e.RosterGrew():
                round_ = self._round(item, event.round)
                round_.roster = event.roster
                round_.hide()
            case e.RoundClosed(why="roster"):
                self._note_hidden(item, self._round(item, event.round))
            case e.ProblemLeftBehind():
                stopped = self._round(item, event.round)
                last = stopped.last(event.person)
                demand(stopped.sees_problem(event.person), "R21", "a problem was made up")
                self.hidden[item.id].discard((event.round, event.person))
                if last:
                    item.publish(Said(last.act, last.person, "problem", "", stopped, last.facts))
            case e.AnswerGiven():
                kept = self.hidden.get(item.id, set())
                self.hidden[item.id] = {(r, who) for r, who in kept if who != event.person}
            case e.ObjectionMet() | e.ObjectionWithdrawn():
                item.ended.add(event.objection)
        super()._into(item, recorded)

    def _note_hidden(self, item: Item, round_: Seen) -> None:
        ids = [id.partition("/") for id in item.standing()]
        public = {who for at, _, who in ids if self._round(item, at).version == round_.version}
        seen = {s.person for s in round_.said if round_.sees_problem(s.person)} - public
        self.hidden.setdefault(item.id, set()).update((round_.id, p) for p in seen)


def split(entry: Sequence[e.Recorded]) -> list[tuple[e.Recorded, ...]]:
    """Stored events, entry by entry: what follows from an act is an entry of its own."""
    found: dict[str, list[e.Recorded]] = {}
    for recorded in entry:
        found.setdefault(recorded.entry, []).append(recorded)
    return [tuple(kept) for kept in found.values()]
