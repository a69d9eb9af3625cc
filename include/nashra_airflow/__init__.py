"""Airflow on one machine: its environment, its processes, its API. Used by the Makefile and the tests.

Only this package and the DAG files know Airflow; `nashra` does not.
"""
