"""SQL dumps: a row of a table with texts is a record, whichever program wrote the dump. Nothing of it is run."""

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

ADDRESS = "https://www.akhbar.example/ports/12"
ROWS = [("توسعة الميناء القديم", BODY), ("معرض «المخطوطات» في 'القصر'", OTHER)]


def mysql(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"


def standard(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


MYSQL = (
    "-- MySQL dump 10.13\n/*!40101 SET NAMES utf8mb4 */;\nDROP TABLE IF EXISTS `articles`;\n"
    "CREATE TABLE `articles` (\n  `id` int NOT NULL AUTO_INCREMENT,\n  `title` varchar(255) DEFAULT NULL,\n"
    "  `body` longtext,\n  `url` varchar(255),\n  `published_at` datetime DEFAULT NULL,\n  PRIMARY KEY (`id`),\n"
    "  KEY `t` (`title`)\n) ENGINE=InnoDB;\nLOCK TABLES `articles` WRITE;\nINSERT INTO `articles` VALUES "
)
DUMPS = {
    "mysqldump": MYSQL
    + ",".join(f"({n},{mysql(t)},{mysql(b)},'{ADDRESS}',NULL)" for n, (t, b) in enumerate(ROWS))
    + ";\nUNLOCK TABLES;\n",
    "phpMyAdmin": "-- phpMyAdmin SQL Dump\n\nINSERT INTO `news`.`articles` (`id`, `title`, `body`, `url`) VALUES\n"
    + ",\n".join(f"({n}, {mysql(t)}, {mysql(b)}, '{ADDRESS}')" for n, (t, b) in enumerate(ROWS))
    + ";\n",
    "SQLite": "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE articles (\n id integer primary key,\n"
    " title text,\n body text,\n url text\n);\n"
    + "".join(
        f"INSERT INTO articles VALUES({n},{standard(t)},{standard(b)},'{ADDRESS}');\n" for n, (t, b) in enumerate(ROWS)
    )
    + "CREATE TABLE tags (\n id integer,\n name text\n);\nINSERT INTO tags VALUES(1,'x');\nCOMMIT;\n",
    "SQLite, line ends written as calls": "BEGIN TRANSACTION;\n"
    + "".join(
        "INSERT INTO articles(title,body,url) VALUES("
        f"{standard(t)},replace({standard(b).replace(chr(10), chr(92) + 'n')},'\\n',char(10)),'{ADDRESS}');\n"
        for t, b in ROWS
    ),
    "SQLite, tables made in one line": "BEGIN TRANSACTION;\n"
    "CREATE TABLE tags (id integer, name varchar(20), primary key (id, name));\nINSERT INTO tags VALUES(1,'x');\n"
    "CREATE TABLE articles (id integer primary key, title varchar(250) default ('x'), body text, url decimal(9,2));\n"
    + "".join(
        f"INSERT INTO articles VALUES({n},{standard(t)},{standard(b)},'{ADDRESS}');\n" for n, (t, b) in enumerate(ROWS)
    )
    + "COMMIT;\n",
    "SQLite, letters by their codes": "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n"
    "CREATE TABLE `articles` (`title` text, `body` text, `url` text);\n"
    + "".join(
        f"INSERT INTO articles VALUES({standard(t)},"
        f"unistr({standard(b).replace(chr(10), chr(92) + 'u000a')}),'{ADDRESS}');\n"
        for t, b in ROWS
    ),
    "SQLite, texts as bytes": "BEGIN;\n"
    + "".join(
        f"INSERT INTO articles(title,body,url) VALUES({standard(t)},CAST(X'{b.encode().hex()}' AS TEXT),'{ADDRESS}');\n"
        for t, b in ROWS
    ),
    "SQL Server, line ends added": "SET IDENTITY_INSERT [dbo].[News] ON\nGO\n"
    + "".join(
        f"INSERT [dbo].[News] ([Id], [Title], [Body], [Url]) VALUES ({n}, N{standard(t)}, "
        f"N{standard(b).replace(chr(10), chr(39) + ' + CHAR(13) + CHAR(10) + N' + chr(39))}, N'{ADDRESS}')\nGO\n"
        for n, (t, b) in enumerate(ROWS)
    ),
    "Oracle, line ends added": "SET DEFINE OFF;\n"
    + "".join(
        f"Insert into NEWS (TITLE,BODY,URL) values ({standard(t)},"
        f"{standard(b).replace(chr(10), chr(39) + '||CHR(10)||' + chr(39))},'{ADDRESS}');\n"
        for t, b in ROWS
    ),
    "PostgreSQL": "--\n-- PostgreSQL database dump\n--\n\nSET statement_timeout = 0;\n\n"
    "COPY public.articles (id, title, body, url) FROM stdin;\n"
    + "".join("\t".join([str(n), t, b.replace("\n", "\\n"), ADDRESS]) + "\n" for n, (t, b) in enumerate(ROWS))
    + "\\.\n\nCOPY public.tags (id, name) FROM stdin;\n1\tx\n\\.\n",
}


@pytest.mark.parametrize("dump", DUMPS)
def test_rows_are_records(landing: Landing, dump: str) -> None:
    landing.write("backup.sql", DUMPS[dump])
    night = landing.night()
    assert night.reasons == []
    assert [(row["title"], row["text"], row["url"]) for row in night.articles] == [(t, b, ADDRESS) for t, b in ROWS]


def test_of_wordpress_only_posts_are_articles(landing: Landing) -> None:
    kinds = ("post", "revision", "page", "attachment", "post")
    names = "(`ID`, `post_date_gmt`, `post_content`, `post_title`, `post_type`)"
    rows = ",\n".join(
        f"({n}, '2024-03-09 21:30:00', {mysql(f'<p>{ROWS[n % 2][1]}</p> {n}')}, {mysql(ROWS[n % 2][0])}, '{kind}')"
        for n, kind in enumerate(kinds)
    )
    landing.write("backup.sql", f"-- MySQL dump\nINSERT INTO `wp_posts` {names} VALUES\n{rows};\n")
    night = landing.night()
    assert (len(night.articles), night.reasons) == (2, [])
    assert {row["published_at"].isoformat() for row in night.articles} == {"2024-03-09T21:30:00+00:00"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (DUMPS["mysqldump"][:-150], "truncated: the dump ends within a row"),
        ("-- x\nINSERT INTO `a` (`title`,`body`) VALUES ('x','y','z');\n", "sql: 3 values for 2 columns"),
        ("CREATE VIEW x AS SELECT 1;\n", "sql: no INSERT with values, and no COPY"),
    ],
)
def test_what_can_not_be_read_is_told(landing: Landing, data: str, reason: str) -> None:
    landing.write("backup.sql", data)
    assert reason in " ".join(landing.night().reasons)


def test_a_text_over_many_lines_takes_time_by_its_size(landing: Landing) -> None:
    text = "\n".join(f"وصلت السفينة رقم {n} إلى الميناء." for n in range(9_000))
    landing.write(
        "backup.sql", f"BEGIN TRANSACTION;\nINSERT INTO a(title,body) VALUES('سفن',{standard(text)});\nCOMMIT;\n"
    )
    (article,) = landing.night().articles
    assert article["text"] == text


def test_a_text_in_two_columns_is_whole(landing: Landing) -> None:
    first, rest = BODY.split("\n", 1)
    landing.write(
        "nuke.sql",
        "INSERT INTO nuke_stories (sid, title, time, hometext, bodytext) VALUES\n"
        f"(1,{standard(ROWS[0][0])},'2024-03-10 08:15:00',{standard(first)},{standard(rest)});\n",
    )
    assert [article["text"] for article in landing.night().articles] == [BODY]
