#!/bin/sh
# Make .venv with everything the program and its tests need; do nothing when it is current.
# Missing Qt system libraries are installed where that is possible (root or sudo), else named in one line;
# so are, with "browser" behind the Python, Chromium and its driver, in which the tests open the page of a certificate,
# and with "office" LibreOffice, in which they open what the program writes for Word and Excel.
set -eu
python=${1:-python3}
[ $# = 0 ] || shift
cd "$(dirname "$0")/.."

"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || {
  echo "需要 Python 3.11（当前：$("$python" --version 2>&1 || echo 未安装)）。Debian 12：apt-get install python3 python3-venv；或 make PYTHON=/路径/python3.11" >&2
  exit 1
}

# library file -> Debian package; what PySide6 needs for offscreen and for a real window (xcb)
libraries="libGL.so.1=libgl1 libEGL.so.1=libegl1 libxkbcommon.so.0=libxkbcommon0 libglib-2.0.so.0=libglib2.0-0
libfontconfig.so.1=libfontconfig1 libdbus-1.so.3=libdbus-1-3 libxcb-cursor.so.0=libxcb-cursor0
libxkbcommon-x11.so.0=libxkbcommon-x11-0 libxcb-icccm.so.4=libxcb-icccm4 libxcb-image.so.0=libxcb-image0
libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-render-util.so.0=libxcb-render-util0 libxcb-shape.so.0=libxcb-shape0
libxcb-xkb.so.1=libxcb-xkb1"
missing=""
if [ "$(uname -s)" = Linux ]; then
  known=$(/sbin/ldconfig -p 2>/dev/null || ldconfig -p 2>/dev/null || true)
  for pair in $libraries; do
    case "$known" in *"${pair%%=*}"*) ;; *) missing="$missing ${pair##*=}" ;; esac
  done
fi
for wanted in "$@"; do
  case "$wanted" in
    browser)
      for name in chromium chromedriver; do
        command -v "$name" >/dev/null || { missing="$missing chromium chromium-driver"; break; }
      done ;;
    office)
      office=$(command -v soffice || true)
      modules=$(dirname "$(readlink -f "${office:-/}")")
      [ -n "$office" ] && [ -e "$modules/libswlo.so" ] || missing="$missing libreoffice-writer"
      [ -n "$office" ] && [ -e "$modules/libsclo.so" ] || missing="$missing libreoffice-calc" ;;
  esac
done
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo -n"; else as_root=none; fi
  if [ "$as_root" = none ] || ! command -v apt-get >/dev/null; then
    echo "缺少系统软件包，请由管理员安装后重试：apt-get install$missing" >&2
    exit 1
  fi
  echo "正在安装系统软件包：$missing" >&2
  $as_root apt-get update -qq >/dev/null
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null || {
    echo "系统软件包安装失败，请由管理员执行：apt-get install$missing" >&2
    exit 1
  }
fi

stamp=.venv/.current
want=$("$python" -c 'import hashlib,sys;print(sys.version.split()[0], hashlib.sha256(open("requirements.lock","rb").read()).hexdigest())')
if [ -x .venv/bin/python ] && [ "$(cat $stamp 2>/dev/null || true)" = "$want" ]; then
  exit 0
fi
echo "正在建立运行环境 .venv（首次约一两分钟）" >&2
rm -rf .venv
"$python" -m venv .venv || { echo "无法建立虚拟环境。Debian：apt-get install python3-venv" >&2; exit 1; }
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements.lock
echo "$want" > $stamp
