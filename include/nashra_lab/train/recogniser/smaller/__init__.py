"""Making a model that ships smaller: units taken out of its LSTMs, the rest taught by the whole model."""
