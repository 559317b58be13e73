#!/bin/sh
# The main job on the bundled sample district, into ./out; then the window on that data when there is a display.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/python main.py year --out out
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec .venv/bin/python main.py --data out
fi
echo "没有图形界面，未打开窗口。有显示器时执行：.venv/bin/python main.py --data out" >&2
