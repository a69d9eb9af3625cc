"""Which articles of a day are one: exact copies and near ones."""
