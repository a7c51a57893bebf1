"""Own words as they come in: their letters stay, what only takes room or moves a cursor does not."""

SIGNS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")
"""The signs for terminals (Unicode's control characters), each as a space."""


def tidy(text: str, *, unfinished: bool = False) -> str:
    """Own words with one space or one new line where there were many; signs for terminals become spaces.

    Words still being typed may end with a space.
    """
    lines = (one_line(part) for part in text.splitlines())
    whole = "\n".join(part for part in lines if part)
    if unfinished and whole and text != text.rstrip():
        whole += " "
    return whole


def one_line(text: str) -> str:
    """Words with single spaces between, whatever was between them."""
    return " ".join(text.translate(SIGNS).split())
