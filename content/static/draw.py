"""Draws the pictures of the notes: `uv run --no-project --with pillow content/static/draw.py [SUBJECT...]`.

Run from anywhere; without a subject all are drawn. The DejaVu fonts must be installed (Debian: fonts-dejavu-core).
"""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).parent

for subject in sys.argv[1:] or sorted(path.parent.name for path in HERE.glob("*/draw.py")):
    runpy.run_path(str(HERE / subject / "draw.py"), run_name="__main__")  # finds `drawing` beside this file
