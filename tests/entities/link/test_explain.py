"""`nashra link --explain` on a hundred names: what each is, and which step says so."""

import pytest
from click.testing import CliRunner

from nashra.entities.link.link_command import link_command

EXPLAINED = """
PERS فلاديمير بوتين|PERS-vladimir-putin|alias people.tsv
PERS بوتين|PERS-vladimir-putin|alias people.tsv
PERS وبوتين|PERS-vladimir-putin|alias people.tsv
PERS الرئيس الروسي بوتين|PERS-vladimir-putin|alias people.tsv
PERS سيرجي لافروف|PERS-sergey-lavrov|alias people.tsv
PERS ماكرون|PERS-emmanuel-macron|alias people.tsv
PERS بوتينا|-|rule
PERS مكرون|-|rule
PERS روينا|-|rule
PERS الشافعي|-|rule
PERS شيرازي|-|rule
PERS مديين|-|rule
PERS سلطان القاسمي|-|-
PERS أمير كرارة|-|-
PERS السلطان قابوس|PERS-qaboos-bin-said|alias people.tsv
PERS بن زايد|PERS-mohamed-bin-zayed|alias people.tsv
PERS محمد سلطان|-|-
PERS فهد بن مسعود|-|-
PERS لهاني شاكر|-|-
PERS بلال العربي|-|-
PERS وليد الركراكي|PERS-walid-regragui|alias people.tsv
PERS لبنى الأطلال|-|-
PERS بوتفليقة|PERS-abdelaziz-bouteflika|alias people.tsv
LOC فلاديفستوك|LOC-vladivostok|alias places.tsv
LOC الصين|LOC-china|alias states.tsv
LOC للصين|LOC-china|alias states.tsv
LOC وللصين|LOC-china|alias states.tsv
LOC بيروت|LOC-beirut|alias capitals.tsv
LOC ببيروت|LOC-beirut|alias capitals.tsv
LOC وبيروت|LOC-beirut|alias capitals.tsv
LOC كابول|LOC-kabul|alias capitals.tsv
LOC لاهاي|LOC-the-hague|alias places.tsv
LOC وادي السيليكون|LOC-silicon-valley|-
LOC ولاية بونتلاند|-|-
LOC بلدة الزنبق|-|-
LOC مدينة حلب|LOC-aleppo|alias places.tsv
LOC بابل|LOC-babil|a name of several
LOC القهر|-|rule
LOC عراك|-|-
LOC البغدادي|-|rule
LOC تشاورية|-|rule
LOC سان بطرسبرج|LOC-saint-petersburg|-
LOC كوريا الشماليه|LOC-north-korea|alias states.tsv
LOC جزيرة السندباد|-|-
LOC عمان|LOC-oman|a name of several
LOC عمّان|LOC-oman|a name of several
LOC طرابلس|LOC-tripoli|a name of several
LOC طرابلس الشام|LOC-tripoli-lebanon|alias places.tsv
LOC طرابلس الغرب|LOC-tripoli|alias capitals.tsv
LOC المغرب|LOC-morocco|a name of several
LOC الأردن|LOC-jordan|a name of several
LOC نهر الأردن|LOC-jordan-river|alias places.tsv
LOC الجوف|-|a name of several
LOC البيضاء|-|a name of several
LOC الشرقية|-|a name of several
LOC القنيطرة|-|a name of several
LOC المنصورة|-|a name of several
LOC جورجيا|LOC-georgia|a name of several
LOC ولاية جورجيا|LOC-georgia-us-state|alias places.tsv
LOC واشنطن|LOC-washington|a name of several
LOC الكونغو|-|a name of several
ORG آبل|ORG-apple|a name of several
ORG بابل|-|-
ORG لجيش السوري|-|-
ORG للجيش السوري|ORG-army-sy|institution of a state
ORG الجيش السوري|ORG-army-sy|institution of a state
ORG وزارة الخارجية|ORG-foreign-ministry|institution, its state not named
ORG وزارة الخارجية الروسية|ORG-foreign-ministry-ru|institution of a state
ORG بوزارة الخارجية الروسية|ORG-foreign-ministry-ru|institution of a state
ORG ووزارة الدفاع السورية|ORG-defence-ministry-sy|institution of a state
ORG البنك المركزي|ORG-central-bank|institution, its state not named
ORG البنك المركزي اليمني|ORG-central-bank-ye|-
ORG مجلس الوزراء|ORG-cabinet|institution, its state not named
ORG مجلس الوزراء الكويتي|ORG-cabinet-kw|-
ORG الهلال الأحمر|ORG-red-crescent|institution, its state not named
ORG الهلال الأحمر الفلسطيني|ORG-palestinian-red-crescent|alias organisations.tsv
ORG السفارة|-|-
ORG الأهلي|-|a name of several
ORG الأهلي المصري|ORG-al-ahly|alias clubs.tsv
ORG الاتحاد|-|a name of several
ORG النصر|-|a name of several
ORG النصر السعودي|ORG-al-nassr|alias clubs.tsv
ORG الهلال|-|a name of several
ORG الشباب|-|a name of several
ORG يونايتد|-|a name of several
ORG مانشستر يونايتد|ORG-manchester-united|alias clubs.tsv
ORG الريال|-|a name of several
ORG ريال مدريد|ORG-real-madrid|alias clubs.tsv
ORG عكاظ|ORG-okaz|a name of several
MISC سوق عكاظ|MISC-souq-okaz|alias misc.tsv
ORG تايمز|-|a name of several
ORG نيويورك تايمز|ORG-the-new-york-times|alias media.tsv
ORG الجزيرة|-|a name of several
ORG قناة الجزيرة|ORG-al-jazeera|alias media.tsv
ORG حزب العدالة والتنمية|-|a name of several
ORG حزب العدالة والتنمية التركي|ORG-ak-party|alias organisations.tsv
ORG حزب العمال|-|a name of several
ORG حزب العمال الكردستاني|ORG-pkk|alias organisations.tsv
MISC دينار|MISC-dinar|a name of several
MISC دينار كويتي|MISC-kuwaiti-dinar|alias misc.tsv
MISC ريال|MISC-rial|a name of several
MISC دولار|MISC-us-dollar|a name of several
MISC يورو|MISC-euro|alias misc.tsv
"""
CASES = [(line.split(" ", 1)[0], *line.split(" ", 1)[1].split("|")) for line in EXPLAINED.strip().splitlines()]


def test_there_are_a_hundred() -> None:
    assert len(CASES) >= 100


@pytest.mark.parametrize(("kind", "name", "entity", "because"), CASES)
def test_a_name_is_explained(kind: str, name: str, entity: str, because: str) -> None:
    said = CliRunner().invoke(link_command, ["--explain", name, "--type", kind])
    assert said.exit_code == 0, said.output
    facts = dict(line.split(": ", 1) for line in said.output.splitlines())
    if entity == "-":  # nobody else's: an id of the name itself
        number = facts["entity"].partition("-")[2]
        assert len(number) == 10 and set(number) <= set("0123456789abcdef"), facts
        assert "place" not in facts
    else:
        assert facts["entity"] == entity
    if because != "-":
        file, *_ = because.partition(" ")[2].partition(".tsv") if because.startswith("alias") else ("", "", "")
        assert facts["because"].startswith(because.partition(" ")[0] if file else because), facts
        assert not file or f"{file}.tsv:" in facts["because"], facts
