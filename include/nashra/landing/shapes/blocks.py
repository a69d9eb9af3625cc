"""A body made of blocks, as editors store it, to its lines: EditorJS, Gutenberg, Draft.js, ProseMirror, Portable Text,
Slate, Lexical, Quill, Contentful, Arc, lists of paragraphs, messages of pieces.

No editor is asked for by name. A block's words stand under one of some names (`block_text`), further blocks under
others (`block_inner`); pieces of one line are told by their kinds. What holds no words of the story is left out.
"""

import re
from typing import Any

from nashra.landing.shapes.literals import opened
from nashra.landing.shapes.mobiledoc import mobiledoc_lines
from nashra.landing.shapes.rules import key, keyed, shape_rules

_DEEPEST = 64
_PIECES = ("children", "ops")  # names under which pieces of a line may stand beside a block's own words
_BELOW = ("content", "children")  # where a piece keeps the pieces that it is made of
_RUNS = ("textrun", "textdata")  # objects around the words of a piece of a line (Google's documents, Ricos)
_OF_WORDPRESS = re.compile(r"Core(?=[A-Z])")  # "CoreParagraph": a type of WPGraphQL
_ABOUT = ("attributes", "attrs", "props")  # where a block's words stand in some editors, and are said again in others
_CELL = " | "  # between the cells of a table's row


def block_text(value: Any) -> str | None:
    """The text of a list or object of blocks, a line for each; None when it holds none."""
    lines: list[str] = []
    _block(value, lines, "", 0)
    text = "\n".join(line for line in lines if line.strip())
    return text or None


def _kind(names: dict[str, Any]) -> str:
    for name in shape_rules().block_kind:
        if isinstance(kind := names.get(name), str):
            kind = kind.rsplit("/", 1)[-1].rsplit(".", 1)[-1]
            return key(_OF_WORDPRESS.sub("", kind) if kind[:4] == "Core" else kind)
    return ""


def _block(node: Any, lines: list[str], parent: str, depth: int) -> None:
    """Adds the lines of a block, of a list of blocks or of a text. `parent`: the kind of the block around it."""
    if depth > _DEEPEST:
        return
    if isinstance(node, str):
        lines.append(node)
    elif isinstance(node, list):
        if _one_line(node, inside=False):
            lines.append(_line(node, depth))
        else:
            for item in node:
                _block(item, lines, parent, depth + 1)
    elif isinstance(node, dict):
        _object(keyed(node), lines, parent, depth)


def _object(names: dict[str, Any], lines: list[str], parent: str, depth: int) -> None:
    rules = shape_rules()
    if (sections := mobiledoc_lines(names)) is not None:
        lines.extend(sections)
        return
    kind = _kind(names)
    if kind in rules.dropped_kinds:
        return
    kind = kind or parent
    if kind in rules.row_kinds or kind in rules.table_kinds:
        _table(names, kind, lines, depth)
        return
    if kind in names and isinstance(names[kind], dict):  # {"type": "heading_2", "heading_2": {...}}
        names = {**names, **{name: value for name, value in keyed(names[kind]).items() if name not in names}}
        del names[kind]
    own = next((name for name in rules.block_text if _words(names.get(name))), None)
    if not any(name in names for name in rules.address):
        lines.extend(str(names[name]) for name in rules.block_heading if isinstance(names.get(name), str))
    if own is not None:
        _own(names[own], lines, kind, depth)
    if own is None and not kind and any(isinstance(names.get(name), list) for name in rules.block_inner):
        for name in rules.block_opening:  # what stands above the sections of a body
            _block(names.get(name), lines, kind, depth + 1)
    for name in rules.block_inner:
        inner = names.get(name)
        if name == own or not isinstance(inner, list | dict) or (own is not None and name in _ABOUT):
            continue
        if isinstance(inner, list) and (name in _PIECES or own is None) and _one_line(inner, True, name):
            lines.append(_line(inner, depth + 1))
        else:
            _block(inner, lines, kind, depth + 1)
    if kind in rules.quote_kinds:
        lines.extend(str(names[name]) for name in rules.quote_by if _words(names.get(name)) and name != own)


def _own(value: Any, lines: list[str], kind: str, depth: int) -> None:
    if isinstance(value, list) and _one_line(value, inside=True):
        lines.append(_line(value, depth + 1))
    else:
        _block(value, lines, kind, depth + 1)


def _words(value: Any) -> bool:
    """Whether a value holds something that may be words; an object written as text has none of a block's own."""
    if isinstance(value, str):
        return bool(value.strip()) and (value.lstrip()[:1] != "{" or not isinstance(opened(value), dict))
    return isinstance(value, list | dict) and bool(value)


def _one_line(items: list[Any], inside: bool, name: str = "") -> bool:
    """Whether the items of a list are pieces of one line rather than blocks.

    `inside` a block, pieces of the kind `text` are; a body that is a list of them is taken for paragraphs.
    """
    rules = shape_rules()
    objects = [keyed(item) for item in items if isinstance(item, dict)]
    if objects and all(any(run in names for run in _RUNS) for names in objects):
        return True
    if not objects or not all(isinstance(item, str | dict) for item in items):
        return False
    if name == "ops":
        return True
    kinds = [_kind(names) for names in objects]
    if inside:
        leaves = name == "children"
        return all(
            (kind in rules.inline_kinds or kind in rules.breaks or (leaves and not kind))
            and (kind in rules.breaks or isinstance(_piece_text(names), str) or not kind or _one_line_below(names))
            for kind, names in zip(kinds, objects, strict=True)
        )
    if len(objects) < len(items):
        return all(kind in rules.inline_kinds or kind in rules.breaks for kind in kinds)
    return all(kind in rules.inline_kinds or kind in rules.breaks for kind in kinds) and any(
        kind in rules.sure_inline_kinds for kind in kinds
    )


def _one_line_below(names: dict[str, Any]) -> bool:
    """Whether a piece holds pieces: a link around words."""
    return any(isinstance(names.get(name), list) for name in _BELOW)


def _piece_text(names: dict[str, Any]) -> str | None:
    said = ("plaintext", "text", "value", "insert")
    for name in _RUNS:
        if isinstance(run := names.get(name), dict):
            inside = keyed(run)
            return str(inside.get("content") or inside.get("text") or "")
    found = next((names[name] for name in said if isinstance(names.get(name), str)), None)
    return found if isinstance(found, str) else None


def _line(items: list[Any], depth: int) -> str:
    """Pieces of a line, together as they are."""
    if depth > _DEEPEST:
        return ""
    rules, pieces = shape_rules(), []
    for item in items:
        if isinstance(item, str):
            pieces.append(item)
        elif isinstance(item, dict):
            names = keyed(item)
            if _kind(names) in rules.breaks:
                pieces.append("\n")
            elif (text := _piece_text(names)) is not None:
                pieces.append(text)
            else:
                below = next((names[name] for name in _BELOW if isinstance(names.get(name), list)), None)
                pieces.append(_line(below or [], depth + 1))
    return "".join(pieces)


def _table(names: dict[str, Any], kind: str, lines: list[str], depth: int) -> None:
    """Rows of a table as lines, their cells told apart."""
    rules = shape_rules()
    inner = [names[name] for name in (*rules.block_inner, "content") if isinstance(names.get(name), list | dict)]
    if kind in rules.row_kinds:
        _row([cell for cells in inner for cell in (cells if isinstance(cells, list) else [cells])], lines, depth)
        return
    for part in inner:
        if isinstance(part, dict):
            _object(keyed(part), lines, kind, depth + 1)
        elif all(isinstance(row, list) for row in part):
            for row in part:
                _row(row, lines, depth)
        elif part and all(isinstance(row, dict) and _kind(keyed(row)) for row in part):
            for row in part:
                _block(row, lines, kind, depth + 1)
        else:
            _row(part, lines, depth)


def _row(cells: list[Any], lines: list[str], depth: int) -> None:
    told = []
    for cell in cells:
        words: list[str] = []
        _block(cell, words, "", depth + 1)
        told.append(" ".join(" ".join(words).split()))
    if any(told):
        lines.append(_CELL.join(told))
