"""Run the command line as ``python -m goldenbridge``."""

from goldenbridge.cli.main import main

if __name__ == "__main__":
    main()
