"""A file gets the suffix of the kind that was picked, unless the user typed another one that is offered."""

import pytest

from ui.file_names import with_chosen_suffix

KINDS = "证书文件 (*.json);;可打印的证书 (*.pdf);;网页 (*.html)"
PDF = "可打印的证书 (*.pdf)"
JSON = "证书文件 (*.json)"


@pytest.mark.parametrize(
    ("chosen", "picked", "result"),
    [
        ("/甲/证书.json", JSON, "/甲/证书.json"),
        ("/甲/证书.json", PDF, "/甲/证书.pdf"),
        ("/甲/证书", PDF, "/甲/证书.pdf"),
        ("/甲/证书", "", "/甲/证书.json"),
        ("/甲/证书.html", PDF, "/甲/证书.html"),
        ("/甲/证书.PDF", JSON, "/甲/证书.PDF"),
        ("/甲/证书 2022.01", PDF, "/甲/证书 2022.01.pdf"),
        ("", PDF, ""),
    ],
)
def test_the_suffix_follows_what_was_picked_and_typed(chosen: str, picked: str, result: str) -> None:
    assert with_chosen_suffix(chosen, "证书.json", KINDS, picked) == result


def test_filters_without_a_suffix_leave_the_name_alone() -> None:
    assert with_chosen_suffix("/甲/证书", "证书", "所有文件 (*)", "所有文件 (*)") == "/甲/证书"
