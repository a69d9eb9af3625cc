"""A hundred names in sentences: what the sentence says decides, and where it says nothing the name is nobody's.

Lines of TYPE|name|entity|sentence. `-` is an id of the name itself, without a place; `none` is no name at all.
"""

from collections.abc import Callable

import pytest

from nashra.article import Mention

LinkAll = Callable[..., list[Mention]]
DOUBTFUL = 0.6  # a score that alone makes no name of an adjective
SENTENCES = """
ORG|مجلس الأمن القومي|ORG-us-national-security-council|قالت المتحدثة باسم مجلس الأمن القومي الأميركي إن الرد آت.
LOC|عُمان|LOC-oman|زار الوفد عُمان ثم غادر إلى مسقط.
LOC|عمّان|LOC-amman|عقد المؤتمر في عمّان بحضور الوزير الأردني.
LOC|عمان|LOC-amman|وصل الوفد إلى العاصمة الأردنية عمان مساء.
LOC|عمان|LOC-oman|أعلنت سلطنة عمان عطلة في صلالة ونزوى.
LOC|طرابلس|LOC-tripoli-lebanon|هدأت الاشتباكات في طرابلس اللبنانية وعاد الناس إلى بيروت.
LOC|طرابلس|LOC-tripoli|وصل إلى طرابلس وفد من بنغازي ومصراتة.
LOC|المغرب|LOC-morocco|فاز المغرب على ضيفه في الرباط.
LOC|المغرب|none|اجتمع الناس بعد صلاة المغرب في الساحة.
LOC|الأردن|LOC-jordan|طلب الأردن قرضا جديدا.
LOC|الأردن|LOC-jordan-river|انخفض منسوب مياه نهر الأردن هذا الصيف.
LOC|السودان|LOC-south-sudan|وقعت دولة جنوب السودان اتفاقا.
LOC|الجوف|LOC-al-jawf-saudi|افتتح أمير المنطقة سوقا في الجوف، وحضر أهل سكاكا والقريات.
LOC|الجوف|LOC-al-jawf-yemen|تقدمت المقاومة في الجوف ومأرب ضد الحوثيين.
LOC|الجوف|-|كان الجو باردا في الجوف.
LOC|البيضاء|LOC-al-bayda-yemen|قتل مسلحون في محافظة البيضاء اليمنية.
LOC|القنيطرة|LOC-kenitra|قالت الشرطة المغربية إن الحريق في القنيطرة قرب الرباط أخمد.
LOC|القنيطرة|LOC-quneitra|قصف الجيش السوري مواقع في القنيطرة ودرعا.
LOC|الحوطة|LOC-al-houta-lahij|دخلت القوات الحوطة عاصمة محافظة لحج.
LOC|الحوطة|LOC-hotat-bani-tamim|وقع الحادث بين الحوطة والخرج في السعودية.
LOC|الحوطة|-|وقع الحادث قرب الحوطة.
LOC|زنجبار|LOC-zinjibar|سيطرت المقاومة على زنجبار عاصمة أبين في اليمن.
LOC|زنجبار|LOC-zanzibar|يزور السياح جزيرة زنجبار في الصيف.
ORG|وزارة المالية|ORG-finance-ministry|قالت وزارة المالية إن السنة المالية الجديدة تبدأ غدا، وإن اللجنة المالية موافقة.
LOC|العين|-|وقع الحادث في قرية العين شمال الوادي.
LOC|واشنطن|LOC-washington-state|أغلقت ولاية واشنطن مدارس سياتل.
LOC|نيويورك|LOC-new-york-state|قال حاكم ولاية نيويورك إن الضرائب باقية.
LOC|جورجيا|LOC-georgia-us-state|أعاد المسؤولون في ولاية جورجيا عد الأصوات في أتلانتا.
LOC|جورجيا|LOC-georgia|وصل الوزير إلى تبليسي في زيارة إلى جورجيا.
LOC|الخليج|LOC-gulf-states|دعت دول الخليج إلى الحوار.
LOC|الجمهورية العراقية|LOC-iraq|زار رئيس الجمهورية العراقية المعرض.
LOC|روسياً|none|كان الموقف روسياً بامتياز.
LOC|الحرمين الشريفين|none|استقبل خادم الحرمين الشريفين الوفد.
LOC|الحرمين الشريفين|LOC-two-holy-mosques|توسعت ساحات الحرمين الشريفين هذا العام.
LOC|المريخ|MISC-mars|هبط المسبار على سطح المريخ بسلام.
LOC|لندن2012|LOC-london|حمل الشعلة في لندن2012 عداؤون شبان.
LOC|يونايتد|ORG-manchester-united|عاد يونايتد إلى مانشستر بعد الفوز في أولد ترافورد.
ORG|وزارة الخارجية|ORG-foreign-ministry-eg|قالت وزارة الخارجية إن السفير المصري سيعود إلى القاهرة، ورحبت مصر بذلك.
ORG|وزارة الخارجية|ORG-foreign-ministry|قالت وزارة الخارجية إن السفير سيعود.
ORG|وزارة الإسكان|ORG-housing-ministry-kw|خصصت وزارة الإسكان الكويتية ألف بيت، وقال الوزير الكويتي إن الكويت تبني مدينة.
ORG|وزارة الإسكان|ORG-housing-ministry|خصصت وزارة الإسكان ألف بيت.
ORG|البنك المركزي|ORG-central-bank|رفع البنك المركزي الفائدة.
ORG|البنك المركزي المغربي|ORG-bank-al-maghrib|أبقى البنك المركزي المغربي الفائدة كما هي.
ORG|مصرف لبنان|ORG-banque-du-liban|أعلن مصرف لبنان سعرا جديدا.
ORG|مجلس الوزراء|ORG-cabinet|أقر مجلس الوزراء الموازنة.
ORG|الدفاع المدني|ORG-civil-defence-jo|أخمد الدفاع المدني الأردني الحريق في إربد، وشكره الأردن.
ORG|الدفاع المدني|ORG-civil-defence|أخمد الدفاع المدني الحريق.
ORG|النيابة العامة|ORG-public-prosecution|أمرت النيابة العامة بحبس المتهم.
ORG|منتخب مصر|LOC-egypt|تعادل منتخب مصر مع ضيفه.
ORG|المنتخب المصري|none|تعادل المنتخب المصري مع ضيفه.
ORG|الحكومة المصرية|none|قالت الحكومة المصرية إن القرار مؤقت.
ORG|وزارة خارجية البحرين|ORG-foreign-ministry-bh|استدعت وزارة خارجية البحرين القائم بالأعمال.
ORG|الأهلي|ORG-al-ahly|تعادل الأهلي مع الزمالك في الدوري المصري.
ORG|الأهلي|ORG-al-ahli-jeddah|فاز الأهلي على الهلال في الدوري السعودي.
ORG|الأهلي|-|فاز الأهلي بهدفين.
ORG|الاتحاد|ORG-european-union|رحب الاتحاد الأوروبي بالقرار.
ORG|الاتحاد|ORG-al-ittihad|هزم الاتحاد السعودي ضيفه، وقال مدرب العميد إن السعودية تستحق كأسا.
ORG|الاتحاد|-|قال الاتحاد إن الموعد لم يتغير.
ORG|النصر|ORG-al-nasr-dubai|خسر النصر الإماراتي مباراته أمام ضيفه.
ORG|النصر|-|خسر النصر مباراته أمام ضيفه.
ORG|الاتحاد السعودي|ORG-saudi-arabian-football-federation|قرر الاتحاد السعودي تأجيل مباريات الدوري ولجنة الحكام موافقة.
ORG|الشباب|ORG-al-shabaab|تبنت حركة الشباب الهجوم في مقديشو.
ORG|العربي|ORG-al-arabi-doha|تعاقد العربي القطري مع لاعب جديد.
ORG|الفيصلي|-|تعاقد الفيصلي مع لاعب جديد.
ORG|الريال|ORG-real-madrid|فاز الريال على برشلونة في الليغا.
ORG|المريخ|ORG-al-merrikh|تعادل نادي المريخ في أم درمان.
ORG|بنفيكا البرتغالي|ORG-benfica|تأهل بنفيكا البرتغالي إلى الدور المقبل.
ORG|نادي أودينيزي|ORG-udinese|اشترى نادي أودينيزي مهاجما شابا.
ORG|شركة آبل|ORG-apple|كشفت شركة آبل عن هاتف جديد.
ORG|وكالة الفضاء الدولية ناسا|ORG-nasa|أطلقت وكالة الفضاء الدولية ناسا مسبارا جديدا.
ORG|إبل|none|تجاوز عدد ما في السوق من إبل ألف رأس.
ORG|أبل|ORG-apple|باعت أبل ملايين الهواتف.
ORG|وكيان السعودية|-|ارتفعت أسهم زين وكيان السعودية في آخر الجلسة.
ORG|عكاظ|MISC-souq-okaz|تسلم الشاعر جائزة عكاظ في سوق عكاظ بالطائف.
ORG|عكاظ|ORG-okaz|قال المدير لصحيفة عكاظ إن الطريق مفتوح.
ORG|الجزيرة|ORG-al-jazeera|ذكرت قناة الجزيرة أن الوفد وصل.
ORG|الجزيرة|-|ذكرت الجزيرة أن الوفد وصل.
ORG|تايمز|ORG-the-new-york-times|نشرت نيويورك تايمز الخبر أولا.
ORG|حزب العمال|ORG-pkk|قصفت تركيا مواقع حزب العمال الكردستاني شرق أنقرة.
ORG|حزب العمال|ORG-labour-party-uk|فاز حزب العمال البريطاني في ثلاث دوائر.
ORG|حزب العمال|-|فاز حزب العمال في ثلاث دوائر.
ORG|العدالة والتنمية|ORG-justice-and-development-party-morocco|تراجع العدالة والتنمية المغربي في انتخابات المغرب.
ORG|غاز بروم|ORG-gazprom|خفضت غاز بروم أسعارها.
ORG|ويستهام|ORG-west-ham-united|تعادل ويستهام خارج أرضه.
ORG|الجامعة الإسلامية|-|خرجت الجامعة الإسلامية دفعة جديدة.
ORG|وزارات|none|اجتمعت وزارات عدة في المبنى.
MISC|اليوتيوب|ORG-youtube|نشر المقطع على اليوتيوب أمس.
MISC|الآيفون|MISC-iphone|انخفض سعر الآيفون هذا العام.
MISC|دينار|MISC-kuwaiti-dinar|بلغت القيمة ألف دينار كويتي.
MISC|دينار|MISC-tunisian-dinar|رصدت الحكومة التونسية مليون دينار لولاية سوسة في تونس.
MISC|دينار|MISC-dinar|بلغت القيمة ألف دينار.
MISC|ريال|MISC-yemeni-riyal|بلغت القيمة ألف ريال يمني.
MISC|روبية|MISC-indian-rupee|دفعت الشركة الهندية ألف روبية لعمالها في الهند.
MISC|روبية|MISC-rupee|دفعت الشركة ألف روبية.
MISC|دولار|MISC-us-dollar|بلغت القيمة ألف دولار.
MISC|كرونة|MISC-norwegian-krone|بلغت القيمة ألف كرونة نرويجية.
PERS|صالح|PERS-ali-abdullah-saleh|انسحبت قوات المخلوع صالح من الجبل.
PERS|صالح|-|قال صالح إن المزرعة صغيرة.
PERS|عبدالله الثني|-|وصل عبدالله الثني إلى المدينة.
PERS|بن علي|PERS-zine-el-abidine-ben-ali|سقط زين العابدين بن علي قبل أعوام.
PERS|الشافعي|-|قال الشافعي إن السوق هادئة.
PERS|رجل الدين الشيعي|none|قال رجل الدين الشيعي إن اللقاء جيد.
PERS|كيمياوي|none|أصيب الناس في هجوم كيمياوي قرب الجسر.
PERS|سلطان|-|قال سلطان إن المزرعة صغيرة.
PERS|ترامب|PERS-donald-trump|قال ترامب إنه باق.
"""
CASES = [line.split("|") for line in SENTENCES.strip().splitlines()]


def test_there_are_a_hundred() -> None:
    assert len(CASES) >= 100


@pytest.mark.parametrize(("kind", "name", "entity", "sentence"), CASES)
def test_a_name_is_what_its_sentence_says(link_all: LinkAll, kind: str, name: str, entity: str, sentence: str) -> None:
    start = sentence.index(name)
    found = [
        one for one in link_all(sentence, [(kind, name)], DOUBTFUL) if one.start < start + len(name) and start < one.end
    ]
    if entity == "none":
        assert not found
        return
    assert len(found) == 1, found
    number = found[0].entity_id.partition("-")[2]
    if entity == "-":
        assert len(number) == 10 and set(number) <= set("0123456789abcdef"), found
    else:
        assert found[0].entity_id == entity


PEOPLE = [
    ("ركب ميك فانينغ الموج في الصباح. وقال فانينغ إن البحر هادئ.", [("PERS", "ميك فانينغ"), ("ORG", "فانينغ")], True),
    ("قال الوزير سمير بن زنبق إن السوق هادئة. وأضاف السيد بن زنبق أن الأسعار ثابتة.",
     [("PERS", "سمير بن زنبق"), ("PERS", "السيد بن زنبق")], True),
    ("زارت أم عمر الطبيب. وكان عمر بن الخطاب خليفة، وذكر عمر في الخطبة.", [("PERS", "أم عمر"), ("PERS", "عمر")], False),
    ("وصل خليل عبيد الله صباحا. وقال خليل عبيدالله إن السوق هادئة.",
     [("PERS", "خليل عبيد الله"), ("PERS", "خليل عبيدالله")], True),
    ("تعادل نادي بازل مع ضيفه. وقال مدرب بازل إن الحكم عادل.", [("ORG", "نادي بازل"), ("ORG", "بازل")], True),
    ("قال محمد السعدي إن السوق هادئة. وقال محمد السعيدي إنها مغلقة.",
     [("PERS", "محمد السعدي"), ("PERS", "محمد السعيدي")], False),
]  # fmt: skip


@pytest.mark.parametrize(("body", "names", "one"), PEOPLE)
def test_two_names_of_an_article_are_one_or_two(
    link_all: LinkAll, body: str, names: list[tuple[str, str]], one: bool
) -> None:
    linked = link_all(body, names)
    assert len({mention.entity_id for mention in linked[:2]}) == (1 if one else 2), linked
