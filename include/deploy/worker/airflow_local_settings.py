"""Found by Airflow on a worker's PYTHONPATH: imports what tasks need once, before Celery forks its children."""

from nashra_airflow.local.preload import preload

preload()
