"""The entity DAG: the tables for the whole lake, made again when a day has been published."""

from airflow.sdk import DAG

from nashra_airflow.dag.assets import ENTITIES, SOURCES
from nashra_airflow.dag.rebuild_dag import rebuild_dag

made: DAG = rebuild_dag(
    __file__,
    "rebuild_entities",
    "The tables entities and sources, rebuilt from every published day",
    "Counts, spellings and ids of every entity, from the partitions of `mentions` alone; names of every source.",
    [ENTITIES, SOURCES],
)
