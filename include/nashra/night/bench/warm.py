"""Imported once by the process that the measured tasks are forked from: what Airflow's scheduler has read as well."""

import gc

from nashra.entities.link import Linker

Linker.load()
gc.freeze()
