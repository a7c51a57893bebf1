"""What people ask for, in the imperative. `by` acts; `turn` is who holds the turn at that device (R16)."""

from kiosk.governance.commands.absence import *  # noqa: F403
from kiosk.governance.commands.base import *  # noqa: F403
from kiosk.governance.commands.cards import *  # noqa: F403
from kiosk.governance.commands.easy import *  # noqa: F403
from kiosk.governance.commands.helping import *  # noqa: F403
from kiosk.governance.commands.meetings import *  # noqa: F403
from kiosk.governance.commands.membership import *  # noqa: F403
from kiosk.governance.commands.messages import *  # noqa: F403
from kiosk.governance.commands.objections import *  # noqa: F403
from kiosk.governance.commands.own import *  # noqa: F403
from kiosk.governance.commands.own_life import *  # noqa: F403
from kiosk.governance.commands.people import *  # noqa: F403
from kiosk.governance.commands.proposals import *  # noqa: F403
from kiosk.governance.commands.reviews import *  # noqa: F403
from kiosk.governance.commands.rounds import *  # noqa: F403
from kiosk.governance.commands.selection import *  # noqa: F403
from kiosk.governance.commands.sittings import *  # noqa: F403
from kiosk.governance.commands.standing_in import *  # noqa: F403
from kiosk.governance.commands.structure import *  # noqa: F403
from kiosk.governance.commands.without_me import *  # noqa: F403
