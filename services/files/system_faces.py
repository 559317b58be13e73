"""The faces for official papers that a Windows PC may have, in the order in which they are wanted.

They may not be shipped with the program, so they are looked for by the names of their files; the office switches
them on. Names of files are compared without regard to case.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

_WANTED: Mapping[str, tuple[tuple[str, int], ...]] = {
    "正文": (
        ("仿宋_gb2312.ttf", 0),
        ("fangsong_gb2312.ttf", 0),
        ("simfang_gb2312.ttf", 0),
        ("simfang.ttf", 0),
    ),
    "标题": (
        ("方正小标宋简体.ttf", 0),
        ("fzxbsjw.ttf", 0),
        ("fzxbsjw--gb1-0.ttf", 0),
        ("方正小标宋_gbk.ttf", 0),
        ("fzxbsk.ttf", 0),
        ("fzxbsk--gbk1-0.ttf", 0),
    ),
    "黑体": (("simhei.ttf", 0),),
    "楷体": (
        ("楷体_gb2312.ttf", 0),
        ("kaiti_gb2312.ttf", 0),
        ("simkai_gb2312.ttf", 0),
        ("simkai.ttf", 0),
    ),
    "数字": (("simsun.ttc", 0),),
}


def system_folders() -> tuple[Path, ...]:
    """Return where Windows keeps faces: those of the PC, then those a user installed for himself; none elsewhere."""
    machine, user = os.environ.get("SYSTEMROOT"), os.environ.get("LOCALAPPDATA")
    folders = (
        Path(machine) / "Fonts" if machine else None,
        Path(user) / "Microsoft" / "Windows" / "Fonts" if user else None,
    )
    return tuple(folder for folder in folders if folder is not None)


def find_system_faces(folders: Sequence[Path]) -> dict[str, tuple[tuple[Path, int], ...]]:
    """Return for each role, by its name in the manifest, the files that are there and their number in a collection."""
    there: dict[str, Path] = {}
    for folder in folders:
        if folder.is_dir():
            for path in sorted(folder.iterdir()):
                there.setdefault(path.name.lower(), path)
    return {
        role: tuple((there[name], number) for name, number in wanted if name in there)
        for role, wanted in _WANTED.items()
    }
