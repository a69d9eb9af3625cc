"""The published tables as Airflow assets, partitioned by day."""

from airflow.sdk import Asset

# In the order in which they are published; `runs`, which names the current generation, comes last.
BY_DAY = {
    name: Asset(name=f"nashra.{name}", uri=f"nashra://lake/{name}", group="nashra")
    for name in ("articles", "removals", "mentions", "quotes", "quarantine", "checks", "runs")
}
ENTITIES = Asset(name="nashra.entities", uri="nashra://lake/entities", group="nashra")
STORIES = Asset(name="nashra.stories", uri="nashra://lake/stories", group="nashra")
STORY_ARTICLES = Asset(name="nashra.story_articles", uri="nashra://lake/story_articles", group="nashra")
COPIES = Asset(name="nashra.copies", uri="nashra://lake/copies", group="nashra")
SOURCES = Asset(name="nashra.sources", uri="nashra://lake/sources", group="nashra")
