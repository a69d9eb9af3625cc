"""Values as programs of many languages write them; and what a program wrote, which is never published as prose."""

import json
from collections.abc import Callable

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

TITLES = ["توسعة الميناء القديم تبدأ هذا الأسبوع", "معرض للمخطوطات النادرة في المتحف الوطني"]
URLS = ["https://marsa.example/n/1", "https://marsa.example/n/2"]
ROWS = list(zip(TITLES, (BODY, OTHER), URLS, strict=True))


def said(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def listed(form: Callable[[str, str, str], str], between: str = ",\n") -> str:
    return between.join(form(*row) for row in ROWS)


def serialized(text: str) -> str:
    return f's:{len(text.encode())}:"{text}";'


PYTHON = "[{}]".format(
    listed(lambda title, text, url: f"Article(title={title!r}, text={text!r}, url={url!r}, "
           "published=datetime.datetime(2024, 3, 9, 15, 30, tzinfo=datetime.timezone.utc), tags=['ميناء'])")
)  # fmt: skip
PERL = "$VAR1 = [\n{}\n];\n".format(
    listed(lambda title, text, url: f"  {{ 'title' => '{title}', 'text' => '{text}', 'url' => '{url}', "
           "'date' => '2024-03-09T15:30:00Z' }")
)  # fmt: skip
CLOJURE = "[{}]".format(
    listed(lambda title, text, url: f"{{:title {said(title)} :text {said(text)} :url {said(url)} "
           ':published-at #inst "2024-03-09T15:30:00.000-00:00"}', " ")
)  # fmt: skip
ELIXIR = "[\n{}\n]".format(
    listed(lambda title, text, url: f"%{{title: {said(title)}, text: {said(text)}, url: {said(url)}, "
           "published_at: ~U[2024-03-09 15:30:00Z]}")
)  # fmt: skip
RUST = "[\n{}\n]\n".format(
    listed(lambda title, text, url: f"    Article {{\n        title: {said(title)},\n        text: {said(text)},\n"
           f"        url: Some({said(url)}),\n        published: 2024-03-09T15:30:00Z,\n    }}")
)  # fmt: skip
LUA = "return {{\n{}\n}}\n".format(
    listed(lambda title, text, url: f"  {{ title = {said(title)}, text = [[{text}]], [\"url\"] = {said(url)}, "
           'date = "2024-03-09T15:30:00Z" }')
)  # fmt: skip
PHP = "a:2:{{{}}}".format(
    "".join(
        f"i:{n};a:4:{{" + "".join(map(serialized, ["title", title, "text", text, "url", url, "date"]))
        + serialized("2024-03-09T15:30:00Z") + "}"
        for n, (title, text, url) in enumerate(ROWS)
    )
)  # fmt: skip


def shown(text: str) -> str:
    return f'string({len(text.encode())}) "{text}"'


PHP_SHOWN = f"array({len(ROWS)}) {{\n" + "".join(
    f"  [{n}]=>\n  object(Article)#{n} (4) {{\n" + "".join(
        f'    ["{name}":protected]=>\n    {shown(value)}\n'
        for name, value in zip(("title", "text", "url", "date"), (*row, "2024-03-09T15:30:00Z"), strict=True)
    ) + "  }\n"
    for n, row in enumerate(ROWS)
) + "}\n"  # fmt: skip
FORMS = {
    "shown by php": PHP_SHOWN,
    "python": PYTHON,
    "perl": PERL,
    "clojure": CLOJURE,
    "elixir": ELIXIR,
    "rust": RUST,
    "lua": LUA,
    "php": PHP,
}


@pytest.mark.parametrize("name", ["akhbar.txt", "akhbar.out"])
@pytest.mark.parametrize("form", FORMS)
def test_values_of_a_language(landing: Landing, form: str, name: str) -> None:
    landing.write(name, FORMS[form])
    night = landing.night()
    assert [(row["title"], row["text"], row["url"]) for row in night.articles] == ROWS
    assert {row["published_at"].isoformat() for row in night.articles} == {"2024-03-09T15:30:00+00:00"}
    assert not night.quarantine


@pytest.mark.parametrize(
    "data",
    [
        "\n".join(f"article.{n}.title={title}\narticle.{n}.url={url}\narticle.{n}.body={text}"
                  for n, (title, text, url) in enumerate(ROWS)),
        listed(lambda title, text, url: f"<{url}> <https://schema.org/headline> {said(title)}@ar .\n<{url}> "
               f"<https://schema.org/articleBody> {said(text)}@ar .", "\n"),
        "OPTION IMPORT;\nINSERT [ "
        + listed(lambda title, text, url: f"{{ title: {said(title)}, body: {said(text)}, url: {said(url)} }}")
        + " ];",
        "[Article(title=توسعة الميناء, text=" + BODY + ", url='a', tags=['ب'], kind='ج')]",
    ],
    ids=["properties", "triples", "statements", "words outside of quotes"],
)  # fmt: skip
def test_what_is_a_programs_is_told_and_never_prose(landing: Landing, data: str) -> None:
    landing.write("akhbar.txt", data)
    night = landing.night()
    assert not night.articles
    assert len(night.quarantine) == 1


def test_prose_with_quotations_and_labels_stays(landing: Landing) -> None:
    text = BODY.replace("إن الأرصفة", 'في تصريح لصحيفة "المرسى": "إن الأرصفة').replace("المقبل.", 'المقبل".')
    assert landing.only("akhbar.txt", text)["text"] == text


def test_a_field_that_holds_a_program(landing: Landing) -> None:
    tree = [{"id": f"a{n}", "type": "widget", "settings": {"editor": line}} for n, line in enumerate(BODY.split("\n"))]
    broken = json.dumps(tree * 3, ensure_ascii=False)[:-1]
    landing.write("a.jsonl", json.dumps({"title": TITLES[0], "text": broken, "url": URLS[0]}, ensure_ascii=False))
    assert [reason.split(":")[0] for reason in landing.night().reasons] == ["text"]


def test_labels_of_a_collection_before_each_line(landing: Landing) -> None:
    texts = [BODY.replace("\n", " "), OTHER.replace("\n", " "), (OTHER + BODY).replace("\n", " ")]
    landing.write("train.txt", "".join(f"__label__news {text}\n" for text in texts))
    assert [row["text"] for row in landing.night().articles] == texts


def test_a_table_of_tabs_below_remarks_of_a_program(landing: Landing) -> None:
    rows = "".join(f'{title}\t"<p>{text.replace(chr(10), "</p><p>")}</p>"\t{url}\n' for title, text, url in ROWS)
    landing.write("deck.txt", f"#separator:tab\n#html:true\n{rows}")
    assert [(row["title"], row["text"], row["url"]) for row in landing.night().articles] == ROWS


def test_a_package_of_an_agencys_items(landing: Landing) -> None:
    items = "".join(
        f"<NewsItem><NewsManagement><FirstCreated>20240309T153000Z</FirstCreated></NewsManagement><NewsComponent><NewsLines>"
        f"<HeadLine>{title}</HeadLine></NewsLines><ContentItem><DataContent><p>{text.replace(chr(10), '</p><p>')}</p>"
        "</DataContent></ContentItem></NewsComponent></NewsItem>"
        for title, text, _ in ROWS
    )
    landing.write("wire.xml", f'<?xml version="1.0"?><NewsML Version="1.2">{items}</NewsML>')
    assert [(row["title"], row["text"]) for row in landing.night().articles] == [row[:2] for row in ROWS]


def test_elements_named_by_an_attribute_of_any_case(landing: Landing) -> None:
    records = "".join(
        f'<Record><Field Name="Headline1">{title}</Field><Field Name="Body1">{text}</Field><Field Name="Page URL">{url}'
        "</Field></Record>"
        for title, text, url in ROWS
    )
    landing.write("a.xml", f'<?xml version="1.0"?><Data>{records}</Data>')
    assert [(row["title"], row["text"], row["url"]) for row in landing.night().articles] == ROWS


def test_columns_behind_their_tables(landing: Landing) -> None:
    rows = "".join(f'{n},{title},"{text}",{url}\n' for n, (title, text, url) in enumerate(ROWS))
    landing.write("a.csv", f"News[Key],News[HeadlineAr],News[BodyAr],News[Url]\n{rows}")
    assert [(row["title"], row["text"], row["url"]) for row in landing.night().articles] == ROWS


def test_terms_of_a_store_of_triples(landing: Landing) -> None:
    def term(said: str) -> str:
        return '"' + f'"{said}"@ar'.replace('"', '""') + '"'

    rows = "".join(f"{url},{term(title)},{term(text)}\n" for title, text, url in ROWS)
    landing.write("a.csv", f"page,headline,body\n{rows}")
    assert [(row["title"], row["text"]) for row in landing.night().articles] == [row[:2] for row in ROWS]


def test_names_with_colons_between_commas(landing: Landing) -> None:
    rows = "".join(f'{title},"{text}",{url},2024-03-09\n' for title, text, url in ROWS)
    landing.write("a.csv", f"Name,Full story,خبر: الرابط,خبر: تاريخ النشر\n{rows}")
    assert [(row["title"], row["text"], row["url"]) for row in landing.night().articles] == ROWS


def test_letters_by_their_codes_in_an_sql_standard_text(landing: Landing) -> None:
    def coded(text: str) -> str:
        return "".join(sign if 31 < ord(sign) < 128 else f"\\{ord(sign):04x}" for sign in text)

    rows = ",\n".join(
        f"({n}, U&'{coded(title)}', U&'{coded(text)}', '{url}')" for n, (title, text, url) in enumerate(ROWS)
    )
    table = '"PUBLIC"."NEWS"'
    columns = '(\n  "ID" BIGINT,\n  "TITLE" VARCHAR(500),\n  "BODY" CLOB,\n  "LINK" VARCHAR(500)\n)'
    landing.write("a.sql", f"CREATE CACHED TABLE {table}{columns};\nINSERT INTO {table} VALUES\n{rows};\n")
    assert [(row["title"], row["text"], row["url"]) for row in landing.night().articles] == ROWS
