"""Great Expectations, run on one data frame at a time.

GX is imported when a Suites is made, not with this module: it takes seconds and 250 MB.
"""

import logging
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from nashra.tables.dictionary.dictionary import TABLES, Expectation
from nashra.yaml_files import RulesError, shown


@dataclass(frozen=True, slots=True)
class Outcome:
    """What GX found for one expectation on one frame."""

    rows: int
    positions: list[int]  # of the rows for which it didn't hold, 0-based
    values: list[Any]  # the values there


def _import_gx() -> Any:
    """GX without pyspark, which it imports where it can: seconds, and warnings, for nothing."""
    hide = "pyspark" not in sys.modules
    if hide:
        sys.modules["pyspark"] = None  # type: ignore[assignment]
    try:
        import great_expectations
    finally:
        if hide:
            del sys.modules["pyspark"]
    return great_expectations


class Suites:
    """An ephemeral GX context without telemetry, progress bars or files."""

    def __init__(self) -> None:
        gx = _import_gx()
        from great_expectations.data_context.types.base import ProgressBarsConfig
        from great_expectations.execution_engine import pandas_execution_engine

        # the second sets a level of its own, to speak of a folder that it has removed already
        for chatty in ("great_expectations", "great_expectations.data_context.types.base"):
            logging.getLogger(chatty).setLevel(logging.WARNING)
        # GX names each frame by a hash of all that it holds, which nobody reads: as long as all else that it does
        pandas_execution_engine.HASH_THRESHOLD = 0
        self._gx = gx
        self._by_row = _expectations_of_rows(gx.expectations)
        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
        asset = context.data_sources.add_pandas("staging").add_dataframe_asset("frame")
        self._frame = asset.add_batch_definition_whole_dataframe("whole")

    def run(self, frame: Any, expectations: Sequence[Expectation]) -> list[Outcome]:
        """Checks a pandas frame with a default index; an outcome for each expectation, in their order.

        Raises RulesError when GX has no such expectation of single rows, or not with these arguments, and
        RuntimeError when it can't evaluate one.
        """
        if not expectations:
            return []
        suite = self._gx.ExpectationSuite(
            name="frame", expectations=[self._made(i, e) for i, e in enumerate(expectations)]
        )
        batch = self._frame.get_batch({"dataframe": frame})
        found = batch.validate(
            suite, result_format={"result_format": "COMPLETE", "return_unexpected_index_query": False}
        )
        # GX groups results by column: they are put back in order by the position each carries as its id.
        by_place = {int(r.expectation_config.meta["place"]): r for r in found.results if r.expectation_config}
        return [_outcome(e, by_place[place], frame) for place, e in enumerate(expectations)]

    def _made(self, place: int, expectation: Expectation) -> Any:
        camel = "".join(word.capitalize() for word in f"expect_{expectation.expect}".split("_"))
        made = {"column": expectation.column, "severity": expectation.severity, "meta": {"place": place}}
        try:
            return self._by_row[camel](**made, **expectation.arguments)
        except KeyError:
            known = [_snake(name) for name in self._by_row]
            near = get_close_matches(expectation.expect, known, 1)
            raise _refused(expectation, f"expected {near[0] if near else 'one of ' + ', '.join(known)}") from None
        except ValueError as error:  # pydantic's, of the version that GX brings
            raise _refused(expectation, " ".join(str(error).split())) from error


def _expectations_of_rows(module: Any) -> dict[str, Any]:
    """Class name -> class of the expectations that say of each value of a column whether it holds."""
    from great_expectations.expectations.expectation import ColumnMapExpectation as OfRows

    return {name: kind for name, kind in vars(module).items() if isinstance(kind, type) and issubclass(kind, OfRows)}


def _snake(name: str) -> str:
    """A class's name as the dictionary has it."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower().removeprefix("expect_")


def _refused(expectation: Expectation, why: str) -> RulesError:
    return RulesError(f"{shown(TABLES)}: {expectation.column}, expect: {expectation.expect}: {why}")


def _outcome(expectation: Expectation, found: Any, frame: Any) -> Outcome:
    if raised := [e for e in _exceptions(found.exception_info) if e]:
        raise RuntimeError(f"{expectation.column}: expect_{expectation.expect} can't be evaluated: {raised[0]}")
    positions = [int(i) for i in found.result.get("unexpected_index_list") or []]
    values = frame[expectation.column].iloc[positions].tolist()  # GX itself gives 200 of them at the most
    return Outcome(int(found.result["element_count"]), positions, values)


def _exceptions(info: dict[str, Any]) -> list[str]:
    if "raised_exception" in info:
        return [str(info["exception_message"])] if info["raised_exception"] else []
    return [message for nested in info.values() for message in _exceptions(nested)]
