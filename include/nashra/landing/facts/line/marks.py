"""Marks and words by which lines are told apart."""

import re

FIRST_WORD = re.compile(r"\w+")
NUMBERS = re.compile(r"\d{1,4}")
SENTENCE_MARK = re.compile(r"[.!?؟؛…]")
PUNCTUATION = re.compile(r"[^\w\s]+")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
PARAGRAPH, SENTENCE = 120, 60  # characters of a line that may begin with a dateline: a text's first, any other
