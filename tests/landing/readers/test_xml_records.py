"""XML that is no feed: lists of records as tools export them, and documents of news."""

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

TITLE, ADDRESS, MOMENT = "توسعة الميناء القديم", "https://www.akhbar.example/ports/12", "2024-03-09T21:30:00Z"
LINES = BODY.split("\n")
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in LINES)
VALUES = "".join(f"<value>{line}</value>" for line in LINES)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

FILES = {
    "Scrapy": f"<items><item><url>{ADDRESS}</url><title>{TITLE}</title><body>{VALUES}</body><date>{MOMENT}</date>"
    "</item></items>",
    "Solr": '<response><lst name="responseHeader"><int name="status">0</int></lst>'
    f'<result name="response" numFound="1"><doc><str name="title">{TITLE}</str>'
    f'<arr name="content"><str>{BODY}</str></arr><str name="url">{ADDRESS}</str>'
    f'<date name="published_dt">{MOMENT}</date></doc></result></response>',
    "phpMyAdmin": f'<pma_xml_export><database name="news"><table name="articles"><column name="title">{TITLE}</column>'
    f'<column name="body">{BODY}</column><column name="url">{ADDRESS}</column>'
    f'<column name="published_at">{MOMENT}</column></table></database></pma_xml_export>',
    "a corpus that calls its records as the newspaper": f"<Alwatan_utf_8><Alwatan><ID>1</ID><URL>{ADDRESS}</URL>"
    f"<Headline>{TITLE}</Headline><Date>{MOMENT}</Date><Text>{BODY}</Text></Alwatan></Alwatan_utf_8>",
    "documents one after another": f'<DOC id="1" type="story">\n<HEADLINE>{TITLE}</HEADLINE>\n<URL>{ADDRESS}</URL>'
    f"<DATE>{MOMENT}</DATE>\n<TEXT>\n{PARAGRAPHS.replace('<p>', '<P>').replace('</p>', '</P>')}</TEXT>\n</DOC>\n",
    "articles with markup": f'<articles><article id="1"><title><![CDATA[{TITLE}]]></title><link>{ADDRESS}</link>'
    f"<pubDate>{MOMENT}</pubDate><content><![CDATA[{PARAGRAPHS}]]></content></article></articles>",
    "a document of trafilatura": f'<doc sitename="أخبار" title="{TITLE}" date="{MOMENT}" url="{ADDRESS}" '
    f'hostname="akhbar.example" fingerprint="4f"><main>{PARAGRAPHS}</main><comments/></doc>',
    "TEI": f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{TITLE}</title></titleStmt>'
    f'<sourceDesc><date>{MOMENT}</date><ptr type="URL" target="{ADDRESS}"/></sourceDesc></fileDesc></teiHeader>'
    f'<text><body><div type="entry">{PARAGRAPHS}</div></body></text></TEI>',
    "NITF": f'<!DOCTYPE nitf SYSTEM "nitf-3-5.dtd">\n<nitf><head><title>x</title><docdata><date.issue norm="{MOMENT}"/>'
    f'<identified-content href="{ADDRESS}"/></docdata></head><body><body.head><hedline><hl1>{TITLE}</hl1></hedline>'
    f"</body.head><body.content>{PARAGRAPHS}</body.content></body></nitf>",
    "what a record says in its attributes": "<archive>"
    f'<article id="1" title="{TITLE}" date="{MOMENT}" link="{ADDRESS}">'
    f"<![CDATA[{BODY}]]></article></archive>",
    "records of a name that nobody knows, with attributes": "<export>"
    f'<news title="{TITLE}" date="{MOMENT}" link="{ADDRESS}"><text>{BODY}</text></news></export>',
    "a library's harvest": '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header>'
    "<identifier>oai:x:1</identifier><datestamp>2024-03-20</datestamp></header><metadata>"
    '<oai_dc:dc xmlns:oai_dc="http://o.example" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    f"<dc:title>{TITLE}</dc:title><dc:description>{BODY}</dc:description><dc:date>{MOMENT}</dc:date>"
    f"<dc:identifier>{ADDRESS}</dc:identifier></oai_dc:dc></metadata></record></ListRecords></OAI-PMH>",
    "notes that were clipped": f"<en-export><note><title>{TITLE}</title><created>20240309T213000Z</created>"
    f"<note-attributes><source>web.clip7</source><source-url>{ADDRESS}</source-url></note-attributes>"
    f"<content><![CDATA[<en-note>{PARAGRAPHS}</en-note>]]></content></note></en-export>",
    "NewsML 1, which knows no address": '<NewsML Version="1.2"><NewsItem><NewsManagement>'
    f"<FirstCreated>20240309T213000Z</FirstCreated></NewsManagement><NewsComponent><NewsLines><HeadLine>{TITLE}</HeadLine></NewsLines><ContentItem>"
    f"<DataContent>{PARAGRAPHS}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>",
    "NewsML-G2": '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta>'
    f"<versionCreated>{MOMENT}</versionCreated></itemMeta><contentMeta><headline>{TITLE}</headline></contentMeta>"
    f"<contentSet><inlineXML><html><body>{PARAGRAPHS}</body></html></inlineXML></contentSet></newsItem>",
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("head", [HEAD, ""])
def test_the_article_is_found(landing: Landing, kind: str, head: str) -> None:
    landing.write("export.xml", head + FILES[kind])
    night = landing.night()
    assert night.reasons == []
    (article,) = night.articles
    assert (article["title"], article["text"].split("\n")) == (TITLE, LINES)
    assert article["published_at"].isoformat() == "2024-03-09T21:30:00+00:00"
    if not kind.startswith("NewsML"):
        assert article["url"] == ADDRESS


def test_each_record_of_many_is_one_and_a_broken_one_costs_itself(landing: Landing) -> None:
    rows = [f"<row><title>{TITLE} {n}</title><text>{(BODY, OTHER)[n % 2]} {n}</text></row>" for n in range(5)]
    rows[2] = rows[2].replace("</title>", "</titel>")
    landing.write("export.xml", f"{HEAD}<rows>{''.join(rows)}</rows>")
    night = landing.night()
    assert len(night.articles) + len(night.quarantine) == 5
    assert {article["title"] for article in night.articles} >= {f"{TITLE} {n}" for n in (0, 1, 3, 4)}


def test_a_file_that_is_cut_keeps_what_is_whole(landing: Landing) -> None:
    row = f"<row><title>{TITLE}</title><text>{BODY}</text></row>"
    landing.write("export.xml", f"{HEAD}<rows>{row}{row[:80]}")
    night = landing.night()
    assert [article["title"] for article in night.articles] == [TITLE]
    assert night.reasons == ["truncated: the file ends within <row>"]


def test_entities_that_a_file_declares_are_never_expanded(landing: Landing) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "بم"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>\n'
    row = f"<row><title>{TITLE}</title><text>{BODY} &b; &c;</text></row>"
    landing.write("export.xml", f"{HEAD}{bomb}<rows>{row}</rows>")
    (article,) = landing.night().articles
    assert "بمبم" not in article["text"] and article["text"].startswith(BODY)


def test_records_without_a_root_whose_day_is_called_a_dateline(landing: Landing) -> None:
    rows = (
        f"<Alrimal>\n<ID>RML_{n}</ID>\n<URL>{ADDRESS}{n}</URL>\n<Headline>{title}</Headline>\n"
        f"<Dateline>2024-03-10</Dateline>\n<Text>{body}</Text>\n</Alrimal>\n"
        for n, (title, body) in enumerate(((TITLE, BODY), ("معرض", OTHER)))
    )
    landing.write("Alrimal_utf_8.xml", "".join(rows))
    night = landing.night()
    assert night.reasons == []
    assert [(row["title"], row["dateline"], str(row["published_on"])) for row in night.articles] == [
        (TITLE, None, "2024-03-10"), ("معرض", None, "2024-03-10"),
    ]  # fmt: skip


def test_other_xml_is_told_by_its_root(landing: Landing) -> None:
    landing.write("a.xml", f"{HEAD}<svg><g><path d='M0'/></g></svg>")
    landing.write("b.xml", f"{HEAD}<plist><dict><key>x</key></dict></plist>")
    assert sorted(landing.night().reasons) == ["unknown kind: XML of <plist>", "unknown kind: XML of <svg>"]


def test_documents_of_a_corpus_are_told_under_the_name_of_a_text(landing: Landing) -> None:
    landing.write(
        "trec.txt",
        "".join(
            f"<DOC>\n<DOCNO> X-{number} </DOCNO>\n<DATE> 2024-03-0{number} </DATE>\n<HEADLINE> {title} </HEADLINE>\n"
            f"<TEXT>\n{text}\n</TEXT>\n</DOC>\n"
            for number, (title, text) in enumerate(((TITLE, BODY), ("مكتبة جديدة للأطفال", OTHER)), 1)
        ),
    )
    night = landing.night()
    assert [(one["title"], str(one["published_on"])) for one in night.articles] == [
        (TITLE, "2024-03-01"), ("مكتبة جديدة للأطفال", "2024-03-02"),
    ]  # fmt: skip


def test_the_day_of_a_corpus_may_stand_in_its_ids(landing: Landing) -> None:
    landing.write(
        "afp.sgml",
        f'<DOC id="ALW_ARB_20240305.0001" type="story">\n<HEADLINE>\n{TITLE}\n</HEADLINE>\n'
        f"<TEXT>\n{PARAGRAPHS}</TEXT>\n</DOC>\n",
    )
    [article] = landing.night().articles
    assert (article["title"], str(article["published_on"])) == (TITLE, "2024-03-05")
