"""A larger network that teaches the shipped one: a pretrained multilingual encoder, fitted to our labels.

It is far too slow for a night. It labels plain text once, and the shipped network learns from that text beside the
labelled corpora.
"""
