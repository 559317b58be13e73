"""Make the bundled faces of ``resources/fonts``, and the screen's in ``resources/ui``, again from their public packages.

Not part of ``make setup``: the result is committed. Run it on Debian 12 with apt-get, dpkg, npm and the
development environment (fontTools)::

    .venv/bin/python tools/make_fonts.py WORK_FOLDER

It downloads three Debian packages and two npm packages into WORK_FOLDER, converts and trims, and writes the
faces, their licences, ``manifest.json`` and the list of the 8,105 characters that the tests check.

What is done to the faces, as their licences ask to be told:

* FandolFang-Regular: the CFF outlines are converted to quadratic ones (reportlab reads no CFF); nothing is redrawn.
* Noto Serif SC, Noto Sans SC: hints and layout tables are dropped. The two heading faces and the screen's
  keep the characters of GB 2312, of the 通用规范汉字表 and all that is no ideograph; the light serif, which stands in
  for every face that lacks a character, keeps all its characters.
* AR PL KaitiM GB: unchanged.
"""

import bz2
import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "fonts"
SCREEN_FACE = ROOT / "resources" / "ui" / "NotoSansSC-Regular.ttf"
CHARACTER_LIST = ROOT / "tests" / "services" / "files" / "general_standard_characters.txt"

TEXLIVE = "texlive-lang-chinese=2022.20230122-1"
ARPHIC = "fonts-arphic-gkai00mp=2.11-16"
UNICODE_DATA = "unicode-data=15.0.0-1"
NOTO_SERIF = "@expo-google-fonts/noto-serif-sc@0.4.3"
NOTO_SANS = "@expo-google-fonts/noto-sans-sc@0.4.3"

OUTLINE_ERROR = 1.0  # of 1000 units: the greatest distance between a cubic curve and its quadratic stand-in


@dataclass(frozen=True)
class Face:
    """One bundled face: the role it plays on paper and where it comes from."""

    file: str
    role: str
    family: str
    source: str
    licence: str
    licence_file: str
    change: str


FACES = (
    Face(
        "FandolFang-Regular.ttf",
        "正文",
        "FandolFang R",
        f"Debian {TEXLIVE}, fandol v0.3",
        "GPL-3.0 with font exception",
        "licences/Fandol-README.txt",
        "outlines converted to quadratic",
    ),
    Face(
        "NotoSerifSC-Bold.ttf",
        "标题",
        "Noto Serif SC Bold",
        f"npm {NOTO_SERIF}",
        "OFL-1.1",
        "licences/NotoSerifSC-OFL.txt",
        "trimmed to GB 2312 and the 8,105 characters; hints and layout dropped",
    ),
    Face(
        "NotoSansSC-Medium.ttf",
        "黑体",
        "Noto Sans SC Medium",
        f"npm {NOTO_SANS}",
        "OFL-1.1",
        "licences/NotoSansSC-OFL.txt",
        "trimmed to GB 2312 and the 8,105 characters; hints and layout dropped",
    ),
    Face(
        "gkai00mp.ttf",
        "楷体",
        "AR PL KaitiM GB",
        f"Debian {ARPHIC}",
        "Arphic Public License",
        "licences/ARPHICPL.txt",
        "unchanged",
    ),
    Face(
        "NotoSerifSC-Light.ttf",
        "数字",
        "Noto Serif SC Light",
        f"npm {NOTO_SERIF}",
        "OFL-1.1",
        "licences/NotoSerifSC-OFL.txt",
        "hints and layout dropped",
    ),
)


def run(*command: str, folder: Path) -> None:
    """Run one command of the system in ``folder``; a failure ends the script."""
    subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)


def fetch(work: Path) -> None:
    """Download and unpack the packages, skipping those that are there."""
    for package in (TEXLIVE, ARPHIC, UNICODE_DATA):
        name = package.partition("=")[0]
        if not (work / name).exists():
            run("apt-get", "download", package, folder=work)
            archive = next(work.glob(f"{name}_*.deb"))
            run("dpkg", "-x", archive.name, name, folder=work)
    for package in (NOTO_SERIF, NOTO_SANS):
        name = package.split("/")[1].partition("@")[0]
        if not (work / name).exists():
            run("npm", "pack", package, folder=work)
            archive = next(work.glob(f"expo-google-fonts-{name}-*.tgz"))
            with tarfile.open(archive) as bundle:
                bundle.extractall(work / name, filter="data")


def general_standard(work: Path) -> str:
    """Return the 8,105 characters of the 通用规范汉字表 in code order (Unihan, field kTGH)."""
    table = work / "unicode-data/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
    with bz2.open(table, "rt", encoding="utf-8") as lines:
        codes = [line.split("\t")[0] for line in lines if "\tkTGH\t" in line and line.startswith("U+")]
    return "".join(sorted(chr(int(code[2:], 16)) for code in codes))


def gb2312() -> set[str]:
    """Return all characters of GB 2312, signs included."""
    pairs = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return set("".join(pair.decode("gb2312", errors="ignore") for pair in pairs))


def is_ideograph(code: int) -> bool:
    """Tell whether a code point is a CJK ideograph, of any block."""
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF


def convert_outlines(source: Path, target: Path) -> None:
    """Write a face with CFF outlines again with quadratic ones."""
    font: Any = TTFont(source, recalcTimestamp=False)
    glyphs = font.getGlyphSet()
    order = font.getGlyphOrder()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, OUTLINE_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    for tag in ("CFF ", "VORG", "BASE", "GPOS", "GSUB", "vhea", "vmtx"):
        if tag in font:
            del font[tag]
    font["loca"] = newTable("loca")
    glyf: Any = newTable("glyf")
    font["glyf"] = glyf
    glyf.glyphOrder = order
    glyf.glyphs = outlines
    _set_glyph_limits(font, len(order))
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
    _note_change(font, "outlines converted to quadratic")
    font.save(target)


def _set_glyph_limits(font: Any, count: int) -> None:
    """Replace the short ``maxp`` of a CFF face by that of a TrueType face."""
    maxp: Any = newTable("maxp")
    font["maxp"] = maxp
    maxp.tableVersion = 0x00010000
    maxp.numGlyphs = count
    maxp.maxZones = 1
    for field in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(maxp, f"max{field}", 0)
    maxp.maxSizeOfInstructions = 0
    maxp.maxComponentElements = 0


def _note_change(font: Any, change: str) -> None:
    for record in font["name"].names:
        if record.nameID == 5:
            record.string = f"{record.toUnicode()}; {change}"


def codes_of(source: Path) -> list[int]:
    """Return the code points that a face has."""
    return sorted(TTFont(source).getBestCmap() or {})


def trim(source: Path, target: Path, codes: Iterable[int]) -> None:
    """Write a face again with the given characters only, without hints and layout tables."""
    options: Any = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "vhea", "vmtx"]
    options.name_IDs = ["*"]
    options.recalc_timestamp = False
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    _note_change(font, "trimmed")
    subset.save_font(font, str(target), options)


def trim_ideographs(source: Path, target: Path, wanted: set[str]) -> None:
    """Keep the wanted ideographs and everything that is no ideograph."""
    trim(source, target, [code for code in codes_of(source) if chr(code) in wanted or not is_ideograph(code)])


def copy_licences(work: Path) -> None:
    """Put each licence beside the faces, and the note on what was changed."""
    folder = TARGET / "licences"
    folder.mkdir(parents=True, exist_ok=True)
    fandol = work / "texlive-lang-chinese/usr/share/doc/texlive-doc/fonts/fandol"
    shutil.copy(fandol / "README", folder / "Fandol-README.txt")
    (folder / "Fandol-GPL-3.txt").write_bytes(gzip.decompress((fandol / "COPYING.gz").read_bytes()))
    arphic = work / "fonts-arphic-gkai00mp/usr/share/doc/fonts-arphic-gkai00mp/license"
    english = gzip.decompress((arphic / "english/ARPHICPL.TXT.gz").read_bytes())
    (folder / "ARPHICPL.txt").write_bytes(english.replace(b"\r\n", b"\n"))
    for name, target in (("noto-serif-sc", "NotoSerifSC"), ("noto-sans-sc", "NotoSansSC")):
        shutil.copy(work / name / "package/LICENSE_FONT", folder / f"{target}-OFL.txt")


def write_manifest() -> None:
    """Write what each face is, where it comes from and its SHA-256."""
    faces = [
        {**vars(face), "sha256": hashlib.sha256((TARGET / face.file).read_bytes()).hexdigest()}
        for face in FACES
    ]
    text = json.dumps({"faces": faces}, ensure_ascii=False, indent=2)
    (TARGET / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def main(work: Path) -> None:
    """Fetch, convert, trim, and write the manifest."""
    work.mkdir(parents=True, exist_ok=True)
    fetch(work)
    listed = general_standard(work)
    CHARACTER_LIST.write_text(listed + "\n", encoding="utf-8", newline="\n")
    wanted = gb2312() | set(listed)
    copy_licences(work)
    texmf = work / "texlive-lang-chinese/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
    convert_outlines(texmf / "FandolFang-Regular.otf", TARGET / "FandolFang-Regular.ttf")
    serif, sans = work / "noto-serif-sc/package", work / "noto-sans-sc/package"
    trim_ideographs(serif / "700Bold/NotoSerifSC_700Bold.ttf", TARGET / "NotoSerifSC-Bold.ttf", wanted)
    trim_ideographs(sans / "500Medium/NotoSansSC_500Medium.ttf", TARGET / "NotoSansSC-Medium.ttf", wanted)
    trim_ideographs(sans / "400Regular/NotoSansSC_400Regular.ttf", SCREEN_FACE, wanted)
    light = serif / "300Light/NotoSerifSC_300Light.ttf"
    trim(light, TARGET / "NotoSerifSC-Light.ttf", codes_of(light))
    kai = "fonts-arphic-gkai00mp/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf"
    shutil.copyfile(work / kai, TARGET / "gkai00mp.ttf")
    write_manifest()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} WORK_FOLDER")
    main(Path(sys.argv[1]).resolve())
