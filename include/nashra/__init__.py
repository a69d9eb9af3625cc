"""Nashra: a night's drop of scraped Arabic news, made into clean, entity-tagged tables.

The packages read like the night: `landing` (ingest), `cleaning` (clean), `entities` (enrich),
`tables` (write and publish), `quality` (the checks between), and `night`, which runs them in order.
Nothing here imports Airflow; the DAGs call these packages, never the other way round.
"""

from nashra.telemetry import switch_off

__version__ = "0.1.0"

switch_off()
