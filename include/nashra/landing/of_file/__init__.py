"""What the records of a file say of each other, looked up only where one of them leaves something open: how its dates
are written, and where it keeps what no name that is known says."""
