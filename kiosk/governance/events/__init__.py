"""What happened: the facts the record keeps.

Each event is a frozen dataclass of JSON-able fields (text, whole numbers, true/false, None, tuples of
text, and the small records below). `version` grows when a meaning is kept but the shape changes;
`keys()` names the keys a field is sealed with, outermost first (record.md, "Privacy in an append-only
file"). A field that cannot be opened here reads as None.
"""

from collections.abc import Mapping

from kiosk.governance.events.absence import *  # noqa: F403
from kiosk.governance.events.base import *  # noqa: F403
from kiosk.governance.events.base import Event
from kiosk.governance.events.cards import *  # noqa: F403
from kiosk.governance.events.easy import *  # noqa: F403
from kiosk.governance.events.helping import *  # noqa: F403
from kiosk.governance.events.letting_go import *  # noqa: F403
from kiosk.governance.events.meetings import *  # noqa: F403
from kiosk.governance.events.membership import *  # noqa: F403
from kiosk.governance.events.messages import *  # noqa: F403
from kiosk.governance.events.objections import *  # noqa: F403
from kiosk.governance.events.own import *  # noqa: F403
from kiosk.governance.events.own_life import *  # noqa: F403
from kiosk.governance.events.people import *  # noqa: F403
from kiosk.governance.events.proposals import *  # noqa: F403
from kiosk.governance.events.reviews import *  # noqa: F403
from kiosk.governance.events.role_reviews import *  # noqa: F403
from kiosk.governance.events.rounds import *  # noqa: F403
from kiosk.governance.events.selection import *  # noqa: F403
from kiosk.governance.events.sittings import *  # noqa: F403
from kiosk.governance.events.standing_in import *  # noqa: F403
from kiosk.governance.events.structure import *  # noqa: F403
from kiosk.governance.events.without_me import *  # noqa: F403

EVENTS: Mapping[str, type[Event]] = {cls.__name__: cls for cls in Event.__subclasses__()}
"""Every event type by its name in the record."""
