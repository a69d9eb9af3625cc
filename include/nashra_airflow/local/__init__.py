"""Airflow on one machine: its environment, its processes, its API. Used by the Makefile and the tests."""
