"""The sample care circle: invented people, and a topic waiting for them."""

from datetime import date

from kiosk.conversation.days import add_months
from kiosk.desk import Desk
from kiosk.governance import commands as c
from kiosk.governance.refusals import Refused

PEOPLE = (
    c.NewPerson("Ada", "supported"),
    c.NewPerson("Bo", "supported"),
    c.NewPerson("Cy", "worker"),
)


def seed(desk: Desk) -> None:
    """Found the sample circle in an empty record, with a topic of Ada's. Raises RecordFault."""
    review = add_months(date.fromisoformat(desk.today), 1).isoformat()
    founded = desk.handle(
        c.FoundCircle(
            name="Ada's circle",
            aim="Ada lives the way she wants to.",
            people=PEOPLE,
            facilitator=2,
            review_day=review,
        )
    )
    if isinstance(founded, Refused):
        return
    circle = next(iter(desk.state.circles.values()))
    ada = circle.members[0]
    desk.handle(
        c.RaiseTopic(circle=circle.id, by=ada, turn=ada, form="words", words="Dinner on Friday evenings")
    )
