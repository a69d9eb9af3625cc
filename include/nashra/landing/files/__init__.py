"""A file of the landing becomes bytes: listed, opened without leaving the landing, unpacked, cut into lines."""
