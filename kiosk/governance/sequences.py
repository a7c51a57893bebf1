"""Which rounds a matter goes through before its consent round."""

from kiosk.governance.state import Proposal

SPEAKING = {"questions", "reactions"}
"""The kinds of round in which people speak; their roster is who is here. A matter may add its own."""
SEQUENCES: dict[str, tuple[str, ...]] = {}
"""By kind of matter: the rounds before the consent round, where they are not those of an idea."""


def sequence(proposal: Proposal) -> tuple[str, ...]:
    """The kinds of round before this proposal's consent round, in their order."""
    return SEQUENCES.get(proposal.matter.kind, ("questions", "reactions"))
