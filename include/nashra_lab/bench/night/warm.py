"""Imported once by the process that the measured tasks are forked from: what Airflow's scheduler has read as well."""

from nashra_airflow.local.preload import read_ahead

read_ahead()
