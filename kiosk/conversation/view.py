"""What a page is made from, and what it is: a prompt together with what each reply does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from kiosk.conversation.place import Frame, Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, PersonRef, Prompt, choice, line
from kiosk.conversation.replies import Way
from kiosk.governance import commands as c
from kiosk.governance import process
from kiosk.governance.commands import Command
from kiosk.governance.state import Circle, Organisation, Proposal, Round

Then = Callable[[Organisation, Place], Place]
IN_WORDS = (
    c.RaiseTopic,
    c.AskQuestion,
    c.AnswerQuestion,
    c.React,
    c.WriteVersion,
    c.ExplainObjection,
    c.TieObjection,
    c.OfferIdea,
    c.NameQuality,
    c.DescribeRole,
    c.LeaveNote,
    c.AskEarlyReview,
    c.Evaluate,
    c.SayInCheck,
    c.AddToAgenda,
    c.SeeAgendaProblem,
    c.NoteMessage,
    c.ReportBack,
)
"""What a helper who types enters with a press of their own."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a reply leads: a new place, and perhaps a command; `then` settles the place once it is stored.

    `notice` is a sentence for the person where nothing came of what they wrote.
    """

    place: Place
    command: Command | None = None
    then: Then | None = None
    notice: Line | None = None


Action = Callable[[Place, Way], Moved]


@dataclass(frozen=True, slots=True)
class Page:
    """A prompt and what each reply to it does; `on_text` takes own words."""

    prompt: Prompt
    actions: Mapping[str, Action] = field(default_factory=dict)
    on_text: Callable[[str], Action] | None = None
    on_typed: Callable[[str], Action] | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The state, the place and the day, as one page sees them."""

    state: Organisation
    place: Place
    frame: Frame
    today: str

    def arg(self, name: str) -> str:
        """An argument of this page."""
        return self.frame.arg(name)

    @property
    def me(self) -> str:
        """Who holds the turn."""
        return self.place.turn

    @property
    def circle(self) -> Circle:
        """The circle this device sits in."""
        return self.state.circles[self.place.circle]

    def within(self, circle: Circle) -> "View":
        """The same view of another circle."""
        return replace(self, place=self.place.enter(circle.id))

    def name(self, person: str) -> str:
        """A person's name."""
        return self.state.name(person)

    def names(self, people: tuple[str, ...]) -> tuple[str, ...]:
        """Several people's names."""
        return tuple(self.name(person) for person in people)

    @property
    def asked_of(self) -> PersonRef | None:
        """The person this page asks."""
        return PersonRef(self.me, self.name(self.me)) if self.me else None

    @property
    def helper_name(self) -> str:
        """The name of who helps in this turn, or empty."""
        helper = self.place.helper
        return (helper.name or self.name(helper.who)) if helper else ""

    @property
    def proposal(self) -> Proposal:
        """The proposal this page is about."""
        return self.circle.proposals[self.arg("proposal")]

    @property
    def round(self) -> Round:
        """The round this page is about."""
        found = self.proposal.find_round(self.arg("round"))
        if found is None:
            raise LookupError(self.arg("round"))
        return found

    def step(self, proposal: Proposal) -> process.Step:
        """The next step for a proposal, as this sitting sees it."""
        return process.next_step(self.circle, proposal, self.place.later)


def go(to: str, **args: str) -> Action:
    """Go on to a page; going back returns here."""
    return lambda place, _: Moved(place.push(frame(to, **args)))


def push(to: Frame) -> Action:
    """Go on to this very page; going back returns here."""
    return lambda place, _: Moved(place.push(to))


def instead(to: str, **args: str) -> Action:
    """Go on to a page that takes this one's place."""
    return lambda place, _: Moved(place.instead(frame(to, **args)))


def back(place: Place, _: Way) -> Moved:
    """Go back one page; from the first page of a turn, end the turn."""
    return Moved(place.pop() if len(place.stack) > 1 else place.end_turn())


def stay(place: Place, _: Way) -> Moved:
    """Show the same page again."""
    return Moved(replace(place, resumed=False))


def say(words: Line) -> Action:
    """Stay on the same page and say why."""
    return lambda place, way: replace(stay(place, way), notice=words)


def store(command: Command, then: Then) -> Action:
    """Store a command in the name of who holds the turn, then go on."""
    return lambda place, _: Moved(place, signed(command, place), then)


def signed(command: Command, place: Place) -> Command:
    """The command as the turn's person gives it in this circle, and whose press it is (R15, R16)."""
    signed_ = replace(command, circle=place.circle, by=place.turn, turn=place.turn)
    helper = place.helper
    if helper is None:
        return signed_
    presses = helper.presses or ("typed" in helper.did and isinstance(command, IN_WORDS))
    return replace(signed_, helper=helper.who, entered_by=helper.who if presses else "")


def ask(
    v: View,
    kind: Kind = Kind.CHOOSE,
    title: Line | None = None,
    body: tuple[Line, ...] = (),
    choices: tuple[Choice | str, ...] = (),
    *,
    binding: bool = False,
    private: bool = False,
    free_answer: bool = False,
    text: str = "",
) -> Prompt:
    """Make this page's prompt; its title is found under the page's name unless given."""
    return Prompt(
        page=v.frame.page,
        kind=kind,
        asked_of=v.asked_of,
        title=title or line(f"{v.frame.page}.title"),
        body=body,
        choices=tuple(choice(c) if isinstance(c, str) else c for c in choices),
        free_answer=free_answer,
        binding=binding,
        private=private,
        text=text,
    )


PageMaker = Callable[[View], Page]
PAGES: dict[str, PageMaker] = {}
"""Every page by its stable name."""


def page(name: str) -> Callable[[PageMaker], PageMaker]:
    """Register the function that makes a page."""

    def register(make: PageMaker) -> PageMaker:
        PAGES[name] = make
        return make

    return register


def write_page(
    v: View,
    keep: Callable[[str], Action],
    *,
    title: Line | None = None,
    body: tuple[Line, ...] = (),
    extra: Mapping[str, Action] | None = None,
    private: bool = False,
    lines: bool = False,
    before: str = "",
) -> Page:
    """A page for own words: they grow as a draft, can be undone, and are kept only by choosing so.

    With `lines` they may have several lines. The words from `before` stand there to be changed; what is said
    or sent as a whole takes their place.
    """
    slot = v.frame.slot
    own_pieces = v.place.draft(slot)
    pieces = own_pieces or ((before,) if before else ())
    between = "\n" if lines else " "
    text = between.join(pieces)

    def put(new: tuple[str, ...]) -> Action:
        # An empty piece tells that the words from before were taken away.
        return lambda place, _: Moved(place.keep(slot, new or (("",) if before else ())))

    def grown(added: str) -> Action:
        words = added.strip().replace("\n", between)
        so_far = tuple(piece for piece in own_pieces if piece)
        return put((*so_far, words) if words else pieces)

    def typed(whole: str) -> Action:
        return put((whole.replace("\n", between),) if whole else ())

    def kept(place: Place, way: Way) -> Moved:
        moved = keep(text.strip())(place, way)
        if moved.command is None:
            return replace(moved, place=moved.place.keep(slot, ()))
        then = moved.then

        def settle(state: Organisation, after: Place) -> Place:
            cleared = after.keep(slot, ())
            return then(state, cleared) if then else cleared

        return replace(moved, then=settle)

    actions: dict[str, Action] = {}
    if text.strip():
        actions["keep"] = kept
        actions["undo"] = put(pieces[:-1])
        actions["clear"] = put(())
    actions.update(extra or {})
    body = (*body, line("write.so_far", words=text)) if text else body
    prompt = ask(
        v,
        Kind.WRITE,
        title,
        body,
        tuple(actions),
        free_answer=True,
        private=private,
        text=text,
    )
    return Page(prompt, actions, grown, typed)
