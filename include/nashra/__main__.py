"""`python -m nashra` is `nashra`."""

from nashra.cli import main

if __name__ == "__main__":
    main()
