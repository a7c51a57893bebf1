"""The sample organisation: a care circle with a topic waiting, and two wider ones; invented people."""

from datetime import date

from kiosk.conversation.days import add_months
from kiosk.desk import Desk
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused

PEOPLE = (
    c.NewPerson("Ada", "supported"),
    c.NewPerson("Bo", "supported"),
    c.NewPerson("Cy", "worker"),
)
"""Ada's circle. Cy brings news to it, and Bo takes its views to the wider circle."""
DI, ED, FLO, GUS = (f"sample-person-{number}" for number in range(1, 5))
ELSEWHERE = (
    (DI, "Di", "worker"),
    (ED, "Ed", "advocate"),
    (FLO, "Flo", "investor"),
    (GUS, "Gus", "supported"),
)
HOME = ("Ada's circle", "Ada lives the way she wants to.", "What Ada's team does at home and outside.")
PLACES = ("Places Circle", "Every home here is a good place to live.", "Houses, repairs and shared rooms.")
PURPOSE = ("Purpose Circle", "We own this together and look after it.", "Money, and what we are here for.")
"""Name, aim and domain of each."""


def seed(desk: Desk) -> None:
    """Found the sample circle in an empty record, with a topic of Ada's. Raises RecordFault."""
    review = add_months(date.fromisoformat(desk.today), 1).isoformat()
    founded = desk.handle(
        c.FoundCircle(
            name=HOME[0],
            aim=HOME[1],
            people=PEOPLE,
            facilitator=2,
            review_day=review,
            owner=0,
        )
    )
    if isinstance(founded, Refused):
        return
    circle = next(iter(desk.state.circles.values()))
    ada, bo, cy = circle.members
    desk.take_in(*_wider_circles(circle.id, bo, cy, review))
    desk.handle(
        c.RaiseTopic(circle=circle.id, by=ada, turn=ada, form="words", words="Dinner on Friday evenings")
    )


def _wider_circles(home: str, bo: str, cy: str, review: str) -> tuple[e.Event, ...]:
    """What came from other homes: a Places Circle and a Purpose Circle, each linked by two people."""
    places, purpose = "sample-places", "sample-purpose"
    members = {places: (bo, cy, DI, ED), purpose: (DI, ED, FLO, GUS)}

    def linked(child: str, parent: str, leader: str, delegate: str) -> tuple[e.Event, ...]:
        decided = f"{child}-belongs"
        return (
            e.CircleBelongs(parent, child, parent, decided, ""),
            e.RoleFilled(child, "leader", leader, review, False, decided),
            e.RoleFilled(child, "delegate", delegate, review, False, decided),
        )

    def chartered(circle: str, name: str, aim: str, domain: str) -> e.Event:
        return e.CharterKept(circle, circle, name, aim, domain, "usual", review, f"{circle}-charter", "")

    return (
        e.CircleFounded(places, PLACES[0], PLACES[1]),
        e.CircleFounded(purpose, PURPOSE[0], PURPOSE[1]),
        *(e.PersonAdded(id, kind, name) for id, name, kind in ELSEWHERE),
        *(e.MemberJoined(circle, person) for circle, people in members.items() for person in people),
        e.RoleFilled(places, "facilitator", DI, review, True),
        e.RoleFilled(purpose, "facilitator", FLO, review, True),
        chartered(home, *HOME),
        chartered(places, *PLACES),
        chartered(purpose, *PURPOSE),
        *linked(home, places, cy, bo),
        *linked(places, purpose, ED, DI),
    )
