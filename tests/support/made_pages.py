"""Pages composed for the tests: sites, people and stories are invented."""

import json
from collections.abc import Sequence
from typing import Any

TITLE = "بلدية الرمال تفتتح جسرا جديدا للمشاة فوق وادي السدر"
BODY = (
    "افتتحت بلدية الرمال صباح الثلاثاء جسرا جديدا للمشاة فوق وادي السدر بعد عام ونصف العام من العمل في الموقع.",
    "وقال رئيس البلدية عارف النجدي إن الجسر سيخدم نحو ستة آلاف طالب كانوا يعبرون الوادي في طريق ترابي كل يوم.",
    "وأضاف أن كلفة المشروع بلغت أربعة ملايين دينار، تحمل نصفها صندوق التنمية المحلية والباقي من موازنة البلدية.",
    "وشكا سكان الضفة الشرقية في السنوات الماضية من انقطاع الطريق كلما سالت الأمطار في الشتاء.",
)
OTHER = (
    "خسر فريق المنارة مباراته الثالثة على التوالي بعد هدف في الدقائق الأخيرة من عمر اللقاء على ملعب الميناء.",
    "وأقر مدرب الفريق بأن الدفاع لم يكن في يومه، ووعد الجمهور بصورة أخرى في الجولة المقبلة من الدوري.",
)
MENU = ("الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة", "صحة", "منوعات")
TEASERS = (
    "ارتفاع أسعار الزيتون في أسواق الجملة مع بداية الموسم",
    "افتتاح معرض الكتاب في قاعة الواحة الكبرى مساء الخميس",
    "منتخب الكرة الطائرة يبدأ معسكره الداخلي استعدادا للبطولة",
    "دراسة تكشف فوائد المشي نصف ساعة قبل النوم كل ليلة",
)


def paragraphs(lines: Sequence[str] = BODY) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def links(texts: Sequence[str] = MENU) -> str:
    return "".join(f'<li><a href="/{number}">{text}</a></li>' for number, text in enumerate(texts))


def head(title: str | None = TITLE, site: str | None = "صحيفة الرمال", extra: str = "") -> str:
    """A head with what most publishers write; None leaves a part out."""
    parts = [f'<meta property="og:title" content="{title}">' if title else ""]
    parts.append(f'<meta property="og:site_name" content="{site}">' if site else "")
    parts.append(f"<title>{' - '.join(filter(None, (title, site)))}</title>" if title or site else "")
    return f'<head><meta charset="utf-8">{"".join(parts)}{extra}</head>'


def linked_data(**fields: Any) -> str:
    story = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(story, ensure_ascii=False)}</script>'


def page(body: str, head_part: str | None = None) -> str:
    """A whole page: a menu and a footer around a body."""
    return (
        f'<!doctype html><html lang="ar" dir="rtl">{head() if head_part is None else head_part}<body>'
        f'<div class="top"><ul>{links()}</ul></div>{body}'
        f'<div class="bottom"><ul>{links(("من نحن", "اتصل بنا", "سياسة الخصوصية"))}</ul>'
        "<p>جميع الحقوق محفوظة لصحيفة الرمال</p></div></body></html>"
    )
