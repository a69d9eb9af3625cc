"""Imported once by the process that the measured tasks are forked from: what Airflow's scheduler has read as well."""

import gc

from nashra.cleaning.cleaner import warm_up
from nashra.entities.link import Linker

warm_up()
Linker.load()
gc.freeze()
