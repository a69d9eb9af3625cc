"""What a check looks at: staged files as frames, with the measures of the dictionary."""
