"""What a circle can see of how it decides, in forty circles and in a whole story."""

from tests.governance.open_book import the_open_book, who_was_heard


def test_r12_who_was_not_heard_lately_is_named_and_nobody_is_ranked() -> None:
    who_was_heard()


def test_r14_and_r23_a_decision_is_an_open_book_and_a_hidden_answer_is_not_in_it() -> None:
    the_open_book()
