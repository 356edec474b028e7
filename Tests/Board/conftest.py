"""Where the tests find what they test."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
for folder in ("Board/esp-idf/config", "Board/esp-idf/ci", "Board/esp-idf", "Board", "Tests/Board",
               "Tests/Mutants"):
    sys.path.insert(0, str(ROOT / folder))
