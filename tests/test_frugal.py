import ctypes
import gc
import subprocess
import sys

import numpy as np
import pytest

from nashra.frugal import no_collection, one_thread


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


def test_products_take_one_thread() -> None:
    from threadpoolctl import threadpool_info

    np.ones((2, 2)) @ np.ones((2, 2))
    with one_thread():
        assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="not glibc")
def test_a_process_that_keeps_memory_faults_less() -> None:
    code = """
import resource, sys
import numpy as np
import pytest
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
