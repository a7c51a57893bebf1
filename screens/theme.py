"""The default colours: calm, light, and every pair of text and ground at least 10:1 (access C1)."""

from textual.theme import Theme

PAPER = "#fbfaf6"
INK = "#11161f"
BAND = "#ffd75e"
TILE = "#173a5e"
TILE_INK = "#ffffff"
FOCUS = "#ffe27a"
BAR = "#e6e2d6"
NOTICE = "#3d1d00"
NOTICE_GROUND = "#ffeecb"

PAIRS = {
    "body": (INK, PAPER),
    "band": (INK, BAND),
    "tile": (TILE_INK, TILE),
    "tile with focus": (INK, FOCUS),
    "bar": (INK, BAR),
    "bar with focus": (PAPER, INK),
    "notice": (NOTICE, NOTICE_GROUND),
}
"""Every pair of letters and ground that is shown."""
EDGES = {
    "tile on paper": (TILE, PAPER),
    "focused tile's mark": (INK, FOCUS),
    "bar button with focus": (INK, BAR),
}
"""Every edge that must be seen (access C3)."""

VARIABLES = {
    "paper": PAPER,
    "ink": INK,
    "band": BAND,
    "tile": TILE,
    "tile-ink": TILE_INK,
    "focus": FOCUS,
    "bar": BAR,
    "notice": NOTICE,
    "notice-ground": NOTICE_GROUND,
}
"""The tokens of the style sheet."""

DEFAULT = Theme(
    name="in-the-round",
    primary=TILE,
    background=PAPER,
    surface=PAPER,
    foreground=INK,
    dark=False,
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
