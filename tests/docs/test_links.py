"""Every link leads somewhere, and every picture is there."""

from pathlib import PurePosixPath

import pytest

from tests.docs.pages import ALL, PAGES, ROOT, Page


def wrong_links(page: Page) -> list[str]:
    """The links of a page that lead nowhere."""
    wrong = []
    for link in page.links:
        if "://" in link or link.startswith("mailto:"):
            continue
        target, _, anchor = link.partition("#")
        path = ((ROOT / page.name).parent / target).resolve()
        other = ALL.get(path.relative_to(ROOT).as_posix()) if target else page
        if (target and not path.exists()) or (anchor and (other is None or anchor not in other.anchors)):
            wrong.append(link)
    return wrong


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Page) -> None:
    assert wrong_links(page) == []


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("[a](record.md)", True),
        ("[a](rekord.md)", False),
        ("[a](../README.md#two-commands)", True),
        ("[a](../README.md#three-commands)", False),
        ("[a](#here-it-is)", True),
        ("[a](#there)", False),
        ("![a](pictures/read-60x20.svg)", True),
        ("![a](pictures/reed-60x20.svg)", False),
        ("[a](../LICENSE#here-it-is)", False),
        ("[a](https://example.org/nothing)", True),
    ],
)
def test_a_planted_wrong_link_is_found(link: str, leads: bool) -> None:
    assert (wrong_links(Page("docs/planted.md", f"# Here it is\n\nSee {link}.\n")) == []) is leads


def test_every_page_of_the_docs_can_be_reached_from_the_readme() -> None:
    seen: set[str] = set()
    todo = ["README.md"]
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        for link in ALL[name].links:
            path = ((ROOT / name).parent / link.partition("#")[0]).resolve()
            if path.is_dir():
                todo += [n for n in ALL if PurePosixPath(n).parent == PurePosixPath(path.relative_to(ROOT))]
            elif path.is_file() and path.suffix == ".md":
                todo.append(path.relative_to(ROOT).as_posix())
    assert set(ALL) - seen == set()
