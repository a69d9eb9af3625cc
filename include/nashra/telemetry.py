"""Libraries that would tell their makers who uses them, and for what, are told not to before they are imported.

A night reads what nobody else has yet, often on machines that may reach their store and nothing more: none of its
processes asks for an address of a stranger's, or has threads that wait for an answer.
"""

import os

OFF = {
    "GX_ANALYTICS_ENABLED": "False",  # Great Expectations
    "ORT_DISABLE_TELEMETRY": "1",  # ONNX Runtime: its wheels for Linux send, from the moment of their import
}


def switch_off() -> None:
    """What the user has set stays."""
    for name, value in OFF.items():
        os.environ.setdefault(name, value)
