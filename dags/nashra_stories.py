"""The story DAG: the tables of stories and copies, made again for the days that a publication touches."""

from airflow.sdk import DAG

from nashra_airflow.dag.assets import COPIES, STORIES, STORY_ARTICLES
from nashra_airflow.dag.rebuild_dag import rebuild_dag

made: DAG = rebuild_dag(
    __file__,
    "rebuild_stories",
    "The tables stories, story_articles and copies, rebuilt for the days that a published day touches",
    "Which articles tell one event, and which print another's text: from `articles` and `mentions` alone.",
    [STORIES, STORY_ARTICLES, COPIES],
)
