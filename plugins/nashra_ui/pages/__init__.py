"""One page a module, each with its router."""
