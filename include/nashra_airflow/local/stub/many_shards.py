"""A night's shape with nothing to do: one task, many mapped ones, one that waits for them all."""

import os
from typing import Any

from airflow.sdk import dag, task


@dag(dag_id="many_shards", schedule=None, catchup=False)
def many_shards() -> None:
    @task
    def plan() -> list[int]:
        return list(range(int(os.environ["NASHRA_BENCH_SHARDS"])))

    @task
    def work(shard: int) -> dict[str, int]:
        return {"articles": shard}

    @task
    def merge(done: list[dict[str, int]]) -> int:
        return sum(1 for _ in done)

    done: Any = work.expand(shard=plan())  # what the task is given are its results
    merge(done)


many_shards()
