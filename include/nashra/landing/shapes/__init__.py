"""What exporters make of an article before it lands: envelopes, wrappers, tables as JSON, bodies of blocks, Markdown,
lists written as text. Each is opened by what it looks like; the names are `include/rules/shapes.yaml`."""
