"""The `camel` recogniser: camel-tools' weights, or any BertForTokenClassification folder, run by our own runner.

Nothing of camel-tools is imported: its modules download a catalogue on import.
"""
