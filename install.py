#!/usr/bin/env python3
"""Retire tables of a work hub: 13 become 8, every retired name stays usable as a view.

`install.py --help` lists the commands. What is done to a hub is SQL, in sql/; package v1_hub
decides, renders and runs it.
"""

import sys

from v1_hub.cli import main

if __name__ == "__main__":
    sys.exit(main())
