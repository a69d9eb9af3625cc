"""What pages show, read from the lake: one subject a module, plain values out."""
