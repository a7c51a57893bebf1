"""What is so: the organisation, its circles, and all that is on their tables, as unchanging values."""

from kiosk.governance.state.absence import *  # noqa: F403
from kiosk.governance.state.cards import *  # noqa: F403
from kiosk.governance.state.circles import *  # noqa: F403
from kiosk.governance.state.membership import *  # noqa: F403
from kiosk.governance.state.messages import *  # noqa: F403
from kiosk.governance.state.openness import *  # noqa: F403
from kiosk.governance.state.own_life import *  # noqa: F403
from kiosk.governance.state.proposals import *  # noqa: F403
from kiosk.governance.state.reviews import *  # noqa: F403
from kiosk.governance.state.sittings import *  # noqa: F403
from kiosk.governance.state.splitting import *  # noqa: F403
from kiosk.governance.state.standing_in import *  # noqa: F403
from kiosk.governance.state.structure import *  # noqa: F403
