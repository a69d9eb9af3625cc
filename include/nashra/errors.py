"""What goes wrong and is not a defect of ours: errors that whoever asked can mend."""


class NashraError(Exception):
    """A refusal. Its message is one clear sentence that says what is wrong and what to do."""
