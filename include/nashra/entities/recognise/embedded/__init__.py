"""The recogniser that ships: ONNX Runtime and numpy, no network, no torch."""
