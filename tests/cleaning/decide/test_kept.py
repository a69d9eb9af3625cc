"""What speaks against a line is not always right: a headline that the whole site links to stays the title, a page of
which hardly anything would stay keeps its paragraphs."""

from collections.abc import Iterable

from nashra.article import Article
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles
from tests.support.cleaning_articles import BODY, OTHER_P1, OTHER_P2, OTHERS, TITLE, article, clean

MENU = ("الرئيسية", "أخبار", "رياضة", "ثقافة", "اقتصاد")
MOST_READ = "الأكثر قراءة"


def evidence(articles: Iterable[Article]) -> CorpusEvidence:
    return CorpusEvidence.build(observe_articles(list(articles)))


def pages_of_the_site() -> list[Article]:
    """Eight other stories of the site, each with the headline in its list of the most read."""
    return [
        article(*MENU, OTHERS[n % 5], OTHER_P1[n * 3 :], OTHER_P2[n * 5 :], BODY[n % 5][n:], MOST_READ, TITLE, number=n)
        for n in range(1, 9)
    ]


def test_a_headline_that_stands_in_every_list_of_its_site_is_still_the_title() -> None:
    page = article(*MENU, MOST_READ, TITLE, OTHERS[0], *BODY, number=40)
    known = evidence([*pages_of_the_site(), page])
    result = clean(*page.text.split("\n"), evidence=known)
    assert (result.title, result.body) == (TITLE, "\n".join(BODY))
    assert OTHERS[0] in [removal.text for removal in result.removals]


def test_another_story_s_headline_does_not_come_back_as_the_title() -> None:
    page = article(*MENU, MOST_READ, OTHERS[0], *BODY, number=40)
    known = evidence([*pages_of_the_site(), page])
    assert clean(*page.text.split("\n"), evidence=known).title is None


def test_a_first_paragraph_without_a_full_stop_whose_words_do_not_come_back() -> None:
    title = "مكتب الشباب بالسهل ينظم لقاءات للمتطوعات"
    lead = (
        "أقام قسم الأنشطة ممثلا بإدارة العمل التطوعي بالسهل أمس الأربعاء الموافق 3/5/1440 هـ عددا من اللقاءات "
        "التعريفية لمشرفات المراكز في عدد من القرى التابعة لبلديات المنطقة شملت النخيل والعين الشرقية "
        "وبئر الحصان ووادي الرمان"
    )
    goes_on = "والتي تهدف إلى شرح خطة هذا العام مع عرض لتجارب سابقة وتوزيع كتيبات ومسابقة ثقافية صغيرة بين الحاضرات."
    found = clean(title, lead, goes_on)
    assert found.body.split("\n") == [lead, goes_on]
