"""A file in the format of the teaching encoder, with a network of random weights small enough for a test."""

import struct
from pathlib import Path

import numpy as np

HIDDEN, INNER, PLACES = 32, 64, 160


def four_bits(values: np.ndarray) -> bytes:
    """Blocks of 32 numbers: a scale (half float), then two codes in each byte, the first sixteen in the low bits."""
    blocks = values.reshape(-1, 32)
    scales = (np.abs(blocks).max(1) / 7).astype(np.float16)
    codes = (np.clip(np.rint(blocks / scales[:, None].astype(np.float32)), -8, 7) + 8).astype(np.uint8)
    packed = codes[:, :16] | codes[:, 16:] << 4
    return b"".join(scale.tobytes() + row.tobytes() for scale, row in zip(scales, packed, strict=True))


def write_tiny_encoder(path: Path, letters: str) -> Path:
    """Pieces are the letters, at a word's beginning and inside it; ة is written ه."""
    chance = np.random.default_rng(3)
    words = ["<s>", "<pad>", "</s>", "<unk>", *(f"\u2581{letter}" for letter in letters), *letters]
    text = [word.encode() for word in words]
    starts = np.cumsum([0, *map(len, text)]).astype("<u4")
    sizes = (HIDDEN, 1, 2, INNER, len(words), PLACES, 1)
    header = b"E5S1" + struct.pack("<i7if6iQ", 1, *sizes, 1e-12, 32, len(words), 0, 2, 1, 3, sum(map(len, text)))
    ruled = struct.pack("<IB1I", ord("ة"), 1, ord("ه"))
    body = header + starts.tobytes() + np.linspace(-1, -2, len(words)).astype("<f4").tobytes() + b"".join(text)
    body += struct.pack("<iI", 1, len(ruled)) + ruled
    tensors = {"emb.word": four_bits(chance.normal(size=(len(words), HIDDEN)).astype(np.float32))}
    floats = {"emb.pos": PLACES * HIDDEN, "emb.type": HIDDEN, "emb.ln.w": HIDDEN, "emb.ln.b": HIDDEN}
    for name in ("aln", "oln"):
        floats |= {f"l0.{name}.w": HIDDEN, f"l0.{name}.b": HIDDEN}
    for name, (out, width) in {
        "q": (HIDDEN, HIDDEN), "k": (HIDDEN, HIDDEN), "v": (HIDDEN, HIDDEN), "ao": (HIDDEN, HIDDEN),
        "fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER),
    }.items():  # fmt: skip
        tensors[f"l0.{name}.w"] = four_bits(chance.normal(size=(out, width)).astype(np.float32) * 0.2)
        floats[f"l0.{name}.b"] = out
    for name, size in floats.items():
        values = chance.normal(size=size) * 0.02 + name.endswith("ln.w")
        tensors[name] = values.astype("<f4").tobytes()
    table = struct.pack("<i", len(tensors))
    place = len(body) + 4 + sum(2 + len(name.encode()) + 21 for name in tensors)
    for name, stored in tensors.items():
        table += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 0, 0, place, len(stored))
        place += len(stored)
    path.write_bytes(body + table + b"".join(tensors.values()))
    return path
