"""What linking knows beforehand: curated entities, gazetteers, institutions, an editor's decisions."""
