"""All statements of a body, of both kinds."""

from collections.abc import Sequence

from nashra.quotes.cues import Cue
from nashra.quotes.direct import Direct
from nashra.quotes.indirect import Indirect
from nashra.quotes.marks import Pair
from nashra.quotes.quote_rules import QuoteRules
from nashra.quotes.sentences import Parsed
from nashra.quotes.statement import Span, Statement


def find_statements(
    parsed: Parsed, pairs: Sequence[Pair], cues: Sequence[Cue], names: Sequence[Span], rules: QuoteRules
) -> list[Statement]:
    """The statements in order of their place; of one kind no two begin at the same place."""
    direct = Direct(parsed, pairs, cues, names, rules).find()
    indirect = Indirect(parsed, pairs, cues, names, rules).find(direct)
    once = {(s.kind, s.start): s for s in reversed([*direct, *indirect])}
    return sorted(once.values(), key=lambda s: (s.start, s.end))
