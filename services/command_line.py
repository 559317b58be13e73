"""The command line: which commands there are, and one clear Chinese line for whatever is wrong with the words given."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from services import program

_TRANSLATIONS = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (\S+): expected one argument", r"参数 \1 后面缺少内容"),
    (r"argument \S+: invalid choice: '(.*)' \(choose from (.+)\)", r"没有“\1”这个命令，可用的命令：\2"),
    (r"argument (\S+): not allowed with argument (\S+)", r"参数 \1 不能与 \2 同时使用"),
    (r"ambiguous option: (\S+) could match (.+)", r"参数 \1 不明确，可能是 \2"),
)

_ROSTERS = (("enterprises", "检查对象名录"), ("officers", "执法检查人员名录"), ("items", "随机抽查事项清单"))
_NEED_DATA = ("export-enterprises", *(f"import-{noun}" for noun, _text in _ROSTERS))


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, in Chinese, and ends with 2."""

    def error(self, message: str) -> NoReturn:
        """Print the sentence and leave."""
        for pattern, chinese in _TRANSLATIONS:
            message = re.sub(pattern, chinese, message)
        self.exit(2, f"参数有误：{message}。用 --help 查看用法。\n")


class Arguments(argparse.Namespace):
    """What was asked for; a command sees only the options it has."""

    command: str | None
    data: Path | None
    out: Path
    enterprises: Path | None
    officers: Path | None
    items: Path | None
    plan: Path | None
    seed: str | None
    file: Path
    json: bool
    platform: bool
    errors: Path | None
    html: Path | None
    pdf: Path | None


def parse_arguments(arguments: Sequence[str]) -> Arguments:
    """Return the command (None: the window) and its options; ends the program with 2 when they are wrong."""
    if not arguments:  # a double click: there is nothing to read, and the window is to be seen at once
        return Arguments(command=None, data=None)
    parser = _Parser(prog="main.py", description=program.NAME, allow_abbrev=False)
    parser.add_argument("--data", type=Path, metavar="DIR", help="数据文件夹（缺省为当前用户的数据文件夹）")
    parser.add_argument("--version", action="version", version=f"{program.NAME} {program.VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="命令", parser_class=_Parser)

    year = commands.add_parser("year", help="用样例区或给定文件演练一整年", allow_abbrev=False)
    year.add_argument("--out", type=Path, required=True, metavar="DIR", help="结果文件夹")
    for name, text in (*_ROSTERS, ("plan", "抽查计划")):
        year.add_argument(f"--{name}", type=Path, metavar="FILE", help=f"{text}（缺省用样例）")
    year.add_argument("--seed", metavar="TEXT", help="种子文本；这样给出的种子标明未经公开见证")

    for noun, text in _ROSTERS:
        roster = commands.add_parser(f"import-{noun}", help=f"导入{text}", allow_abbrev=False)
        roster.add_argument("file", type=Path, metavar="FILE")
        _add_data(roster)
        roster.add_argument("--json", action="store_true", help="只输出 JSON 结果")
        roster.add_argument(
            "--errors", type=Path, metavar="ERRORS.xlsx", help="把未导入的行连同原因写入表格，改好后可再导入"
        )
    export = commands.add_parser("export-enterprises", help="导出检查对象名录", allow_abbrev=False)
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--platform", action="store_true", help="按省平台的列导出")
    _add_data(export)

    replay = commands.add_parser("replay", help="按抽取规程重算公开算例", allow_abbrev=False)
    replay.add_argument("file", type=Path, metavar="CASES.json")
    verify = commands.add_parser("verify", help="核验抽取证书", allow_abbrev=False)
    verify.add_argument("file", type=Path, metavar="CERTIFICATE.json")
    certificate = commands.add_parser("certificate", help="由证书文件重新生成网页和 PDF", allow_abbrev=False)
    certificate.add_argument("file", type=Path, metavar="CERTIFICATE.json")
    certificate.add_argument("--html", type=Path, metavar="FILE", help="网页，在浏览器里重算抽取")
    certificate.add_argument("--pdf", type=Path, metavar="FILE", help="可打印的证书")
    forms = commands.add_parser("forms", help="生成全部文书的样张、空白表和总览图", allow_abbrev=False)
    forms.add_argument("--out", type=Path, required=True, metavar="DIR", help="结果文件夹")
    commands.add_parser("self-test", help="自检：建库、抽取、生成并读回全部文书", allow_abbrev=False)
    parsed = parser.parse_args(arguments, Arguments())
    if parsed.command in _NEED_DATA and parsed.data is None:
        parser.error("缺少参数：--data")
    if parsed.command == "certificate" and parsed.html is None and parsed.pdf is None:
        parser.error("缺少参数：--html 或 --pdf")
    return parsed


def _add_data(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", type=Path, default=argparse.SUPPRESS, metavar="DIR", help="数据文件夹")


def say(text: str) -> None:
    """Print progress to stderr, never to stdout; a program without console has neither."""
    if sys.stderr is not None:
        print(text, file=sys.stderr, flush=True)


def answer(text: str) -> None:
    """Print a result to stdout as UTF-8, whatever the console's code page can show."""
    if sys.stdout is not None:
        sys.stdout.buffer.write(f"{text}\n".encode())
        sys.stdout.flush()
