"""Products of integers against numpy's own, exactly where they are exact."""

import numpy as np
import pytest

from nashra.entities.recognise.embedded.integers import POSITIVE, SIGNED, STATES, Product, half_state_codes, row_codes
from nashra.entities.recognise.embedded.runtime import bound, session
from nashra.entities.recognise.load import EMBEDDED
from nashra_lab.train.recogniser.products import PEAK, product_model, tanh_model

WEIGHTS = np.random.default_rng(3).normal(size=(256, 96)).astype(np.float32)


def codes_of(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    scales = np.abs(weights).max(0) / PEAK
    return np.rint(weights / scales).astype(np.int64), scales


def test_the_largest_codes_do_not_overflow() -> None:
    weights = np.where(np.arange(256)[:, None] % 2, 1.0, 0.5).repeat(4, axis=1).astype(np.float32)
    (product,) = Product(
        product_model(
            [
                weights,
            ],
            POSITIVE,
            one_input=True,
        )
    )(np.full((3, 256), 255, np.uint8))
    assert np.allclose(product, 255 * weights.sum(0), rtol=1e-6)


@pytest.mark.parametrize("kind", [STATES, SIGNED, POSITIVE])
def test_sums_are_exact_and_a_row_s_do_not_depend_on_the_others(kind: tuple[float, int]) -> None:
    product = Product(product_model([WEIGHTS], kind, one_input=True))
    rows = np.random.default_rng(4).integers(0, 256, (130, 256)).astype(np.uint8)
    (whole,) = product(rows)
    weights, scales = codes_of(WEIGHTS)
    sums = (rows.astype(np.int64) - kind[1]) @ weights
    assert np.allclose(whole, sums * scales * kind[0], rtol=1e-5, atol=1e-4)
    for size in (1, 63, 64, 129):
        assert np.array_equal(product(rows[:size])[0], whole[:size])


def test_bound_products_follow_what_the_codes_hold() -> None:
    product = Product(product_model([WEIGHTS, WEIGHTS[::-1].copy()], STATES, one_input=False))
    codes, out = np.full((2, 8, 256), 128, np.uint8), np.ones((2, 8, 96), np.float32)
    run = product.bound(codes, out)
    run()
    assert not out.any()
    codes[1] = 255
    run()
    assert not out[0].any()
    weights, scales = codes_of(WEIGHTS)
    assert np.allclose(out[1], weights.sum(0) * scales, rtol=1e-4, atol=1e-4)


def test_codes_are_near_what_they_stand_for() -> None:
    rows = np.array([[0.5, -2.0, 1.9], [0, 0, 0], [1e-20, 3e8, -1]], np.float32)
    codes, scale = row_codes(rows, SIGNED)
    assert np.all(np.abs((codes.astype(np.float32) - 128) * scale - rows) <= scale / 2 + 1e-6)
    codes, scale = row_codes(np.abs(rows), POSITIVE)
    assert np.all(np.abs(codes * scale - np.abs(rows)) <= scale / 2 + 1e-6)
    states, out = np.array([[-1, 0, 1, 0.3]], np.float32), np.empty((1, 4), np.uint8)
    half_state_codes(2 * states, out)
    assert out.tolist() == [[1, 128, 255, 166]]


def test_the_shipped_tanh_is_the_function_that_the_trainer_writes() -> None:
    shipped = EMBEDDED / "tanh.onnx"
    assert shipped.read_bytes() == tanh_model()
    numbers = np.linspace(-12, 12, 2 * 5 * 7, dtype=np.float32).reshape(2, 5, 7)
    out = np.empty_like(numbers)
    bound(session(shipped.read_bytes()), [numbers], [out])()
    assert np.allclose(out, np.tanh(numbers), atol=1e-6)
    bound(session(shipped.read_bytes()), [numbers], [numbers])()  # in place, as an LSTM's gates are
    assert np.array_equal(numbers, out)
