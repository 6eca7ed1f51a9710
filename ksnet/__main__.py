"""Run ksnet as `python -m ksnet`."""

from ksnet.cli import main

if __name__ == "__main__":
    main()
