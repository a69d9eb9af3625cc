-- Views for BI tools, over the tables of the dictionary. `nashra sql`, <lake>/nashra.duckdb and <lake>/views.sql
-- have them all, and docs/bi.md lists them with the comment that stands before each. A view may use those above it.
-- They give no lists and no bytes, which many BI tools can't show, and every name in Arabic and in English
-- (name_en is never empty: where there is no English name it is the Arabic one).

-- Articles, each story once: duplicates are left out, keywords are one text. One that prints what another source had
-- before it has copy_of: without it each text is there once.
CREATE VIEW published_articles AS
SELECT a.day, a.article_id, a.source, a.url, a.title, a.published_at, a.published_on, a.dateline, a.agency,
       nullif(array_to_string(a.keywords, '، '), '') AS keywords, a.body, a.raw_chars, a.body_chars, a.removed_lines,
       a.country, a.country_share, a.section, c.copy_of, c.copy_of_day, c.copy_of_source, c.share AS copy_share
FROM articles AS a
LEFT JOIN copies AS c ON c.day = a.day AND c.article_id = a.article_id
WHERE a.duplicate_of IS NULL;

-- A row an article that prints what another source had: a copy, of the same day or one before, or a duplicate of the same
-- day, which published_articles leaves out. Where share is null it is the whole text, or nearly.
CREATE VIEW reprints AS
SELECT day, article_id, source, copy_of, copy_of_day, copy_of_source, share, agency, FALSE AS is_duplicate
FROM copies
UNION ALL
SELECT a.day, a.article_id, a.source, o.article_id AS copy_of, o.day AS copy_of_day, o.source AS copy_of_source,
       NULL AS share, coalesce(a.agency, o.agency) AS agency, TRUE AS is_duplicate
FROM articles AS a
JOIN articles AS o ON o.day = a.day AND o.article_id = a.duplicate_of
WHERE o.source <> a.source;

-- A row a keyword that a site gave a story.
CREATE VIEW article_keywords AS
SELECT day, article_id, source, unnest(keywords) AS keyword
FROM articles
WHERE duplicate_of IS NULL;

-- Persons, places, organisations and other names in both languages, their spellings as one text, with a link to Wikidata.
-- An English name that is_made_english was put together from tables and reviewed by nobody.
CREATE VIEW entity_names AS
SELECT entity_id, type, name_ar, coalesce(name_en, name_ar) AS name_en, name_en IS NOT NULL AS has_english,
       name_en_from, coalesce(name_en_from IN ('translated', 'romanised'), FALSE) AS is_made_english,
       wikidata_id, 'https://www.wikidata.org/wiki/' || wikidata_id AS wikidata_url, geonames_id, country,
       latitude, longitude, len(spellings) AS spelling_count,
       array_to_string([each.surface FOR each IN spellings], '، ') AS spellings,
       first_day, last_day, mentions, articles
FROM entities;

-- A row a spelling of an entity and how often it was written so, over all days.
CREATE VIEW entity_spellings AS
SELECT entity_id, type, name_ar, coalesce(name_en, name_ar) AS name_en,
       spelling.surface AS spelling, spelling.count AS mentions
FROM (SELECT *, unnest(spellings) AS spelling FROM entities) AS each_spelling;

-- Quotes with who says them in both languages: the speaker's own name where linking knows one, else as the body has it.
CREATE VIEW article_quotes AS
SELECT q.day, q.article_id, a.source, a.title, q.n, q.kind, q.text, q.speaker, q.entity_id,
       coalesce(e.name_ar, q.speaker) AS name_ar, coalesce(e.name_en, e.name_ar, q.speaker) AS name_en, e.type, q.cue,
       q.start AS text_start
FROM quotes AS q
JOIN articles AS a ON a.day = q.day AND a.article_id = q.article_id
LEFT JOIN entities AS e ON e.entity_id = q.entity_id;

-- Stories as they stand on their last day, each once; entities and countries are one text each.
CREATE VIEW whole_stories AS
SELECT story_id, title, lead, central_article, first_day, last_day, peak_day, articles, sources, continues,
       array_to_string(countries, '، ') AS countries, array_to_string(entities, '، ') AS entities
FROM (SELECT *, row_number() OVER (PARTITION BY story_id ORDER BY day DESC) AS newest FROM stories) AS each_day
WHERE newest = 1;

-- A row an article and the story that it tells, with how many articles and sources that has in the end. came numbers
-- the articles of a story as they came out: 1 is the first.
CREATE VIEW article_stories AS
SELECT m.day, m.article_id, m.source, a.title, a.published_at, a.country, m.story_id, s.title AS story, s.articles,
       s.sources, m.similarity, a.copy_of, a.copy_of_source,
       row_number() OVER (PARTITION BY m.story_id ORDER BY m.day, a.published_at NULLS LAST, m.article_id) AS came
FROM story_articles AS m
JOIN published_articles AS a ON a.day = m.day AND a.article_id = m.article_id
JOIN whole_stories AS s ON s.story_id = m.story_id;

-- A row a story and an entity that it names: how often, and where first (code points into the body).
CREATE VIEW article_entities AS
SELECT m.day, m.article_id, a.source, a.title, m.entity_id, any_value(m.type) AS type,
       count(*) AS mentions, min(m.start) AS first_start
FROM mentions AS m
JOIN articles AS a ON a.day = m.day AND a.article_id = m.article_id
GROUP BY m.day, m.article_id, a.source, a.title, m.entity_id;

-- A row a day and an entity: mentions, and stories that name it. The trend of a name.
CREATE VIEW entity_by_day AS
SELECT d.day, d.entity_id, e.type, e.name_ar, coalesce(e.name_en, e.name_ar) AS name_en, e.country,
       d.mentions, d.articles
FROM (SELECT day, entity_id, count(*) AS mentions, count(DISTINCT article_id) AS articles
      FROM mentions GROUP BY day, entity_id) AS d
JOIN entities AS e ON e.entity_id = d.entity_id;

-- A row a day, a source and an entity: who writes about whom.
CREATE VIEW entity_by_source AS
SELECT d.day, d.source, d.entity_id, e.type, e.name_ar, coalesce(e.name_en, e.name_ar) AS name_en,
       d.mentions, d.articles
FROM (SELECT day, source, entity_id, sum(mentions)::BIGINT AS mentions, count(*) AS articles
      FROM article_entities GROUP BY day, source, entity_id) AS d
JOIN entities AS e ON e.entity_id = d.entity_id;

-- A row a day and two entities that the same stories name, and how many stories. Each pair is there both ways.
CREATE VIEW co_mentions AS
SELECT p.day, p.entity_id, e.type, e.name_ar, coalesce(e.name_en, e.name_ar) AS name_en,
       p.other_id, o.type AS other_type, o.name_ar AS other_ar, coalesce(o.name_en, o.name_ar) AS other_en,
       p.articles
FROM (SELECT one.day, one.entity_id, two.entity_id AS other_id, count(*) AS articles
      FROM (SELECT DISTINCT day, article_id, entity_id FROM mentions) AS one
      JOIN (SELECT DISTINCT day, article_id, entity_id FROM mentions) AS two
        ON two.day = one.day AND two.article_id = one.article_id AND two.entity_id <> one.entity_id
      GROUP BY one.day, one.entity_id, two.entity_id) AS p
JOIN entities AS e ON e.entity_id = p.entity_id
JOIN entities AS o ON o.entity_id = p.other_id;

-- A row a day and a place with coordinates: what a map needs.
CREATE VIEW places_by_day AS
SELECT d.day, d.entity_id, d.name_ar, d.name_en, e.country, e.latitude, e.longitude, d.mentions, d.articles
FROM entity_by_day AS d
JOIN entities AS e ON e.entity_id = d.entity_id
WHERE e.latitude IS NOT NULL AND e.longitude IS NOT NULL;

-- A row a day and a source: stories, duplicates, and what cleaning took out of both (characters and lines).
CREATE VIEW source_by_day AS
SELECT day, source, count(*) AS landed_articles,
       count(*) FILTER (WHERE duplicate_of IS NULL) AS articles,
       count(*) FILTER (WHERE duplicate_of IS NOT NULL) AS duplicates,
       sum(raw_chars)::BIGINT AS raw_chars, sum(body_chars)::BIGINT AS body_chars,
       sum(removed_lines)::BIGINT AS removed_lines,
       1 - sum(body_chars)::DOUBLE / sum(raw_chars) AS not_body_share
FROM articles
GROUP BY day, source;

-- Sources in both languages, with their country: those that no registry knows under the name they landed with.
CREATE VIEW source_names AS
SELECT source, coalesce(name_ar, source) AS name_ar, coalesce(name_en, source) AS name_en,
       name_ar IS NOT NULL AS is_known, country, first_day, last_day, articles
FROM sources;

-- A row a day, a source and a rule: lines and characters that it took out.
CREATE VIEW removed_by_rule AS
SELECT r.day, a.source, r.category, r.rule, count(*) AS lines, sum(length(r.text))::BIGINT AS chars
FROM removals AS r
JOIN articles AS a ON a.day = r.day AND a.article_id = r.article_id
GROUP BY r.day, a.source, r.category, r.rule;

-- A row an article, duplicates too: its text as it was scraped. Ask for a day or an article: texts are long.
CREATE VIEW scraped_text AS
WITH kept AS (
    SELECT day, article_id, raw_chars,
           CASE WHEN len(gaps) = 0 THEN array_to_string(lines, chr(10)) || chr(10)
                ELSE gaps[1] || array_to_string([lines[i] || gaps[i + 1] FOR i IN range(1, len(lines) + 1)], '')
           END AS text
    FROM (SELECT day, article_id, raw_chars, gaps,
                 string_split(concat_ws(chr(10), CASE WHEN title_in_text THEN title END, nullif(body, '')),
                              chr(10)) AS lines
          FROM articles WHERE title_in_text IS NOT NULL) AS lines_of
), cuts AS (
    SELECT day, article_id, 0 AS raw_start, '' AS text, '' AS instead FROM articles
    UNION ALL
    SELECT day, article_id, raw_start, text || coalesce(gap, ''), '' FROM removals WHERE len(edits) = 0
    UNION ALL
    SELECT day, article_id, edit.raw_start, edit.text, edit.instead
    FROM (SELECT day, article_id, unnest(edits) AS edit FROM removals) AS edits_of
), placed AS (
    SELECT day, article_id, raw_start, text, raw_start + length(text) AS raw_end,
           sum(length(text) - length(instead)) OVER before AS taken, lead(raw_start) OVER before AS next_start
    FROM cuts
    WINDOW before AS (PARTITION BY day, article_id ORDER BY raw_start, length(text))
)
SELECT kept.day, kept.article_id,
       left(string_agg(placed.text || substr(kept.text, (raw_end - taken + 1)::BIGINT,
                                             coalesce(next_start - raw_end, raw_chars)), ''
                       ORDER BY raw_start, length(placed.text)), any_value(raw_chars)) AS text
FROM kept
JOIN placed ON placed.day = kept.day AND placed.article_id = kept.article_id
GROUP BY kept.day, kept.article_id;

-- A row a day: the night from landed records to published stories. landed = published + duplicates + quarantined.
CREATE VIEW funnel AS
SELECT day, landed, quarantined, duplicates, published, removed_lines, mentions, mentions_quarantined,
       names_failed, quarantined::DOUBLE / nullif(landed, 0) AS quarantined_share, model_version, rules_version
FROM runs;

-- A row a day and a check: whether it held and what was seen.
CREATE VIEW quality AS
SELECT day, stage, split_part(expectation, ':', 1) AS checked, expectation, severity, success, observed,
       unexpected_count
FROM checks;

-- A row a day, a stage and a kind of reason: records set aside.
CREATE VIEW quarantine_reasons AS
SELECT day, stage, split_part(reason, ':', 1) AS reason, count(*) AS records
FROM quarantine
GROUP BY day, stage, split_part(reason, ':', 1);
