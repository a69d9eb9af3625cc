"""What somebody is called besides, in marks right behind the name."""

from collections.abc import Callable

from nashra.article import Mention

LinkAll = Callable[..., list[Mention]]


def test_a_nickname_is_its_bearer(link_all: LinkAll) -> None:
    body = 'وسجل سيد القندلي "نيمار" هدفا، وغاب نيمار عن مباراة أخرى.'
    full, nickname, _ = link_all(body, [("PERS", "سيد القندلي"), ("PERS", "نيمار"), ("PERS", "نيمار")])
    assert nickname.entity_id == full.entity_id


def test_what_stands_further_is_somebody_else(link_all: LinkAll) -> None:
    body = 'قال سيد القندلي عن "نيمار" كلاما.'
    full, other = link_all(body, [("PERS", "سيد القندلي"), ("PERS", "نيمار")])
    assert other.entity_id != full.entity_id
