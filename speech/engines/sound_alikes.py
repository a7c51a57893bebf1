"""Words and phrases that are not offered but sound like what is: they draw wrong answers away.

Without them the best of four allowed words always looks certain.
"""

from collections.abc import Iterable, Sequence

_SHORT = """
You. Yeah. Yet. Guess. Chess. Yep. Us. Is. Ess. Less. Dress. Says. Six. Sis. Now. Know. Oh. Oh, no.
Nope. None. Not. Note. Nor. Low. Row. Snow. Nine. Learn. Zero. Uh. Mm. Hmm. Ah. Huh. Top. Step.
Stuff. Start. Shop. Up. Stopped. Pop. Drop. Stock. Store. Star. Girl. Good. Got. Gold. Goal. Ghost.
Though. Dough. Do. Cold. Joe. To. Two. Who. Code. Going. Down. Dog. Left. Right. On. Off. Hello.
Thank you. Okay. Bye. The. And. What. One. Five. Wow. House. Call. So. Yo. We. But. Let's go. Help.
Back. Pass. Wait.
"""

SOUND_ALIKES: tuple[str, ...] = tuple(
    word.strip() + "." for word in _SHORT.replace("\n", " ").split(".") if word.strip()
)

_DENIALS = frozenset({"not", "no", "never", "cannot", "nothing", "none", "without"})


def plain_words(text: str) -> list[str]:
    """Lower-case words without marks, so that "I'm OK." and "i'm ok" are the same."""
    kept = "".join(
        letter if letter.isalnum() or letter == "'" else " " for letter in text.replace("’", "'").lower()
    )
    words = (word.strip("'") for word in kept.split())
    return ["ok" if word == "okay" else word for word in words if word]


def denies(words: Iterable[str]) -> bool:
    """Whether any word turns a sentence round."""
    return any(word in _DENIALS or word.endswith("n't") for word in words)


def opposites(phrase: str) -> list[str]:
    """Sentences that sound like `phrase` and mean the other thing: they must never be taken for it."""
    words = phrase.split()
    if len(words) < 2 or denies(plain_words(phrase)):
        return []
    first, rest = words[0], " ".join(words[1:])
    made = [f"{first} don't {rest}", f"{first} do not {rest}", f"{first} can't {rest}", f"{first} not {rest}"]
    for at, word in enumerate(words[1:], 1):
        if word.lower() in ("is", "am", "are", "can", "will"):
            made.append(" ".join([*words[: at + 1], "not", *words[at + 1 :]]))
        if word.lower() in ("a", "an", "some"):
            made.append(" ".join([*words[:at], "no", *words[at + 1 :]]))
    return [_sentence(text) + "." for text in made]


def fillers(phrases: Sequence[str]) -> list[str]:
    """What may have been said instead of `phrases`, never one of them."""
    wanted = {tuple(plain_words(phrase)) for phrase in phrases}
    turned = [text for phrase in phrases for text in opposites(phrase)]
    return [
        text for text in dict.fromkeys([*SOUND_ALIKES, *turned]) if tuple(plain_words(text)) not in wanted
    ]


_NUMBERS: Sequence[str] = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)


def spellings(phrase: str) -> list[str]:
    """The ways the model may write `phrase`."""
    text = _sentence(phrase.strip().rstrip(".!?"))
    ways = [text + ".", text + "!", text] if len(text.split()) == 1 else [text + ".", text + "?", text]
    if " OK" in text:
        ways += [way.replace(" OK", " okay") for way in ways]
    if phrase.lower() in _NUMBERS:
        ways.append(f"{_NUMBERS.index(phrase.lower())}.")
    return ways


def _sentence(text: str) -> str:
    words = ["I" + word[1:] if word == "i" or word.startswith("i'") else word for word in text.split()]
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]
