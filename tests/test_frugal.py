import ctypes
import gc
import json
import os
import subprocess
import sys

import pytest

from nashra.frugal import no_collection


def test_collection_is_as_before_also_after_an_error() -> None:
    assert gc.isenabled()
    try:
        with no_collection():
            assert not gc.isenabled()
            with no_collection():
                pass
            assert not gc.isenabled()
            raise ValueError
    except ValueError:
        pass
    assert gc.isenabled()


def test_products_take_one_thread_also_in_a_library_that_is_loaded_later() -> None:
    code = """
import json
import numpy as np
from threadpoolctl import threadpool_info
from nashra.frugal import one_thread
def threads():
    return {pool["filepath"]: pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}
seen = []
with one_thread():
    seen.append(threads())
import scipy.linalg  # which brings a BLAS of its own, as the checks do in a night
seen.append(threads())
with one_thread():
    seen.append(threads())
seen.append(threads())
print(json.dumps(seen))
"""
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    environment |= {"OPENBLAS_NUM_THREADS": "2"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    first, loaded, held, after = json.loads(done.stdout)
    assert len(loaded) > len(first), "scipy brought no BLAS: the test shows nothing"
    assert 2 in loaded.values(), "the later one has one thread anyway: the test shows nothing"
    assert set(first.values()) == set(held.values()) == {1}
    assert after == loaded, "threads are given back as they were"


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="not glibc")
def test_a_process_that_keeps_memory_faults_less() -> None:
    code = """
import resource, sys
import numpy as np
from nashra.frugal import keep_memory
if sys.argv[1] == "keep":
    keep_memory()
def round():
    [np.zeros(3_000_000, np.uint8) + 1 for _ in range(5)]
round()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(20):
    round()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
    faults = {
        how: int(subprocess.run([sys.executable, "-c", code, how], capture_output=True, check=True).stdout)
        for how in ("keep", "give")
    }
    assert faults["keep"] < faults["give"] / 5
