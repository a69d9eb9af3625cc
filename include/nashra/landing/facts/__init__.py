"""What a record says of itself: its fields, its encoding and language, its dates, place, agency and keywords."""
