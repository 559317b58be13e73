"""LibreOffice without a window: a profile of its own, the program's own faces under the names that Windows has."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from services.program import resource

_SECONDS = 240
_MISSING = (
    "没有找到 soffice：.docx 和 .xlsx 须在 LibreOffice 中打开检验。"
    "Debian：apt-get install libreoffice-calc libreoffice-writer"
)
# what a paper asks for → what the program brings
_FACES = {
    "FandolFang R": ("仿宋", "仿宋_GB2312", "FangSong", "FangSong_GB2312"),
    "Program Title": ("方正小标宋简体", "方正小标宋_GBK"),
    "Noto Sans SC Medium": ("黑体", "SimHei", "微软雅黑", "Microsoft YaHei"),
    "AR PL KaitiM GB": ("楷体", "楷体_GB2312", "KaiTi", "KaiTi_GB2312"),
    "Noto Serif SC Light": ("宋体", "SimSun", "Times New Roman", "Calibri", "Arial"),
}
# the bold cut shares its family's name with the light one, which LibreOffice would take
_TITLE_FACE = """<match target="scan"><test name="fullname"><string>Noto Serif SC Bold</string></test>
<edit name="family" mode="assign"><string>Program Title</string></edit>
<edit name="weight" mode="assign"><const>regular</const></edit></match>
"""


class OfficeMissingError(RuntimeError):
    """There is no LibreOffice on this machine."""


class OfficeProgram:
    """One installation of LibreOffice with a profile in ``folder``; a call opens many files, which saves its start."""

    def __init__(self, folder: Path) -> None:
        found = shutil.which("soffice") or shutil.which("libreoffice")
        if found is None:
            raise OfficeMissingError(_MISSING)
        self._command = found
        self._profile = folder / "profile"
        self._environment = {
            **os.environ,
            "FONTCONFIG_FILE": str(_write_font_configuration(folder)),
            "LC_ALL": "C.UTF-8",
        }

    def convert(self, paths: Sequence[Path], target: Path) -> list[Path]:
        """Write each file as PDF into the target folder, all in one call; names must differ."""
        target.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [
                self._command,
                f"-env:UserInstallation={self._profile.as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                "pdf",
                "--outdir",
                str(target),
                *map(str, paths),
            ],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        made = [target / f"{path.stem}.pdf" for path in paths]
        missing = [path.name for path in made if not path.is_file()]
        if missing:
            raise AssertionError(f"LibreOffice wrote no {', '.join(missing)}: {done.stdout} {done.stderr}")
        return made


def _write_font_configuration(folder: Path) -> Path:
    """Let fontconfig know the program's faces and no others, under the names that stand in papers and workbooks."""
    aliases = "".join(
        f'<match target="pattern"><test name="family" compare="eq"><string>{escape(asked)}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{escape(face)}</string></edit></match>\n'
        for face, names in _FACES.items()
        for asked in names
    )
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"<dir>{escape(str(resource('fonts')))}</dir>\n<cachedir>{escape(str(folder / 'fonts'))}</cachedir>\n"
        f"{_TITLE_FACE}{aliases}</fontconfig>\n",
        encoding="utf-8",
    )
    return path
