"""The corpora that fitting further reads."""

from pathlib import Path

from nashra.entities.text.sentences import split_sentences
from nashra_lab.gold.joined import read_jawhara, read_ntrex
from nashra_lab.gold.name_labels import COMPOSED, FOLDER, read_composed
from nashra_lab.train.recogniser.corpora import read_anercorp
from nashra_lab.train.recogniser.further.judged import read_judged
from nashra_lab.train.recogniser.further.news import divided
from nashra_lab.train.recogniser.further.recipe import Data

BLOCK = 0.85  # of ANERcorp: what comes after it is not read, as in the training of the start


def read_data(jawhara: Path, ntrex: Path, anercorp: Path, judged: Path, leave_out: Path | None, tokens: int) -> Data:
    """What is learned from, and the news set aside, no sentence of which is in the other texts."""
    composed = [line for name in COMPOSED for line in read_composed(FOLDER / name)]
    news, aside = divided([*read_jawhara(jawhara), *read_ntrex(ntrex), *composed])
    labelled = read_anercorp(anercorp)
    left = {" ".join(sentence) for sentence in aside.sentences.tokens}
    if leave_out:
        left |= {" ".join(sentence.tokens) for sentence in split_sentences(leave_out.read_text(encoding="utf-8"))}
    return Data(
        news,
        aside,
        labelled.part(list(range(int(len(labelled) * BLOCK)))),
        read_judged(judged, tokens, frozenset(left)),
    )
