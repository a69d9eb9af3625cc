"""Raw text = kept lines + title + removals, over generated text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nashra.article import Article
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.ledger.account import layout, rebuild
from nashra.cleaning.ledger.repair import repair, undo
from tests.support.cleaning_articles import BODY, CLEANER, OTHERS, P1, TITLE, clean

LINES = st.one_of(
    st.sampled_from(
        [TITLE, *BODY, *OTHERS, "اقرأ أيضا:", "شارك", "إعلان", "", "  ", "// انتهى //", f"{P1} سمات ري رمان"]
    ),
    st.text(max_size=60),
    st.text(alphabet="ابت \u200b\u200f\u00a0\t&;quot،.\x00«)😀", max_size=40),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=14), st.one_of(st.none(), st.just(TITLE), st.text(max_size=20)))
def test_every_line_is_accounted_for(lines: list[str], title: str | None) -> None:
    text = "\n".join(lines)
    article = Article("0" * 16, "a.txt", 0, "example.com", text, title=title)
    cleaned = CLEANER.clean(article, CorpusEvidence.empty())
    assert rebuild(cleaned) == layout(text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="اب. \u200b\u200f\u00a0\t&;#39quotamp،,\x07", max_size=50))
def test_repair_can_be_undone(line: str) -> None:
    mended, edits = repair(line)
    assert undo(mended, edits) == line
    assert repair(mended)[0].count("\u200b") == 0


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="اب. \u200b\u200f\u00a0\x07،", max_size=30))
def test_characters_that_are_broken_alone_are_mended_as_among_others(line: str) -> None:
    mended, edits = repair(line)
    beside, more = repair(line + "\u0628&#65;")  # the way of lines in which several may be broken together
    assert (mended + "\u0628A", edits) == (beside, more[:-1])


def test_repair_changes_no_word() -> None:
    mended, edits = repair("قال\u200b  الوزير:\u00a0&quot;لن نعود&quot;،، ثم\tغادر")
    assert mended == 'قال الوزير: "لن نعود"، ثم غادر'
    assert len(edits) == 7


def test_a_split_sentence_is_joined() -> None:
    first, rest = P1[:60], P1[60:]
    result = clean(TITLE, f"وقال: «{first}.", f". {rest}", *BODY[1:])
    assert result.body.split("\n")[0] == f"وقال: «{first}.. {rest}"
    assert [r.rule for r in result.removals] == ["split-sentence"]


def test_solid_characters_add_up() -> None:
    """Title, body and removals hold as many visible characters as the text: a check counts them."""
    text = "\n".join([TITLE, "شارك", "قال &quot;نعم&quot;،، ومضى  بعيدا عن النبع والقناة القديمة.", *BODY])
    cleaned = clean(*text.split("\n"))
    solid = [len("".join(part.split())) for part in (text, cleaned.title or "", cleaned.body)]
    assert solid[0] == solid[1] + solid[2] + sum(len("".join(r.text.split())) for r in cleaned.removals)
