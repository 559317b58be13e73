"""关于抽取: the rule in plain Chinese, an example computed before the reader's eyes, and the published cases run live.

Nothing on this page is a picture of a result: every number and every tick was computed when the page was opened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.rules.draw import draw_objects, group_counts, object_tickets
from models.rules.sealing import DrawRequest, Entry, seal_draw
from models.rules.tickets import sha256_hex
from models.vocab import DrawMethod, EntryKind
from services.draw.self_check import CaseCheck, check_case, read_cases
from ui.desk import Desk
from ui.draw.facts import chance_texts, grouped, shortened
from ui.draw.town_bars import scrolling
from ui.operations import Job
from ui.theme import set_look
from ui.widgets.labels import card, secondary, section_title, strong, toned, value_label
from ui.widgets.reading_dialog import ReadingDialog

RULES = (
    (
        "封存",
        "抽取之前，名单、人员、比例、种子来源先封存：算出名单指纹和参数指纹，印在封存单上签字。此后改一个字，指纹就对不上。",
    ),
    (
        "种子",
        "封存之后，当众产生种子：掷骰子、见证人各写数字一起启封，或用封存后才开奖的公开号码。种子谁也不能事先知道。",
    ),
    (
        "号码",
        "种子和企业代码一起做 SHA-256 运算，给每户一个 0 到 1 之间的号码。同一种子、同一代码，谁来算都是同一个号码。",
    ),
    (
        "名额",
        "基数乘以比例，有小数就进一。不定向抽取时，名额按各镇街户数分配，每个镇街得到其应有份额，舍或入由号码决定。",
    ),
    (
        "名单",
        "号码从小到大，取够名额为止。同一类别中，每户的中签机会完全相同。严重失信的对象必查，不占名额。",
    ),
    (
        "人员",
        "执法人员也按号码抽，每组不少于两人，须回避的不派。抽取前先证明：无论种子是什么，都能派得出来。",
    ),
    ("递补", "抽中的对象确实不能检查的，由号码次序的下一户递补，不能指定人选；理由、批准人留在记录里。"),
    ("证书", "每次抽取有一份证书，含名单、种子、号码、结果；作废的也留痕。任何人凭证书都能重算一遍。"),
)
OUTSIDERS = (
    "局外人怎样重算：用浏览器打开网页版抽取证书，不联网即可逐户重算；或用本程序的命令行 "
    "main.py verify 证书.json 核验一份证书，main.py replay 案例.json 重算公开案例。"
    "号码的算法与公开的 Python 软件包 consistent-sampler 相同，不用本程序也能得到同样的次序。"
)
CASE_TITLES = {
    "directed-15-percent": "定向抽取 15%",
    "stratified-5-percent": "镇街均衡抽取 5%",
    "stratified-risk-groups": "镇街均衡，分风险类别",
    "teams-of-two": "分组派人，每组 2 人",
    "teams-of-three": "分组派人，每组 3 人",
    "second-of-three-batches": "三批中的第二批",
    "per-enterprise": "逐户配对",
    "count-and-reasons": "按户数抽取，附理由表",
    "x-counts-in-base": "不抽的对象计入基数",
    "seven-percent-of-100": "100 户的 7% 恰为 7 户",
    "2.2-percent-of-1500": "1500 户的 2.2% 恰为 33 户",
    "capped-and-empty-groups": "可抽不足与空类别",
    "capped-and-empty-groups-directed": "可抽不足与空类别（定向）",
    "batch-double-rounding": "分批时的两次取整",
    "batch-already-ahead-and-missing-key": "前批已抽够，缺省为 0",
    "each-recusals-three": "逐户配对，三人，有回避",
    "teams-three-no-expert-seat": "三人一组，不设专业席位",
    "teams-expert-scarce": "专业人员紧缺",
    "teams-leader-scarce": "组长紧缺",
}
EXAMPLE_SEED = "31415926535897932384"
_EXAMPLE_CODE = "2026-01-1"
_EXAMPLE = tuple(
    (f"91410307MA0000000{number}", f"样例{name}厂") for number, name in enumerate("甲乙丙丁戊", start=1)
)
_RATIO = "40"
_CASE_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """One enterprise of the worked example, in ticket order."""

    name: str
    entry_id: str
    ticket: str
    is_drawn: bool


def example_request() -> DrawRequest:
    """Return the tiny frame of the example: five enterprises, 40 %."""
    frame = tuple(Entry(entry_id, "410307000", "", EntryKind.SELECTABLE) for entry_id, _ in _EXAMPLE)
    return DrawRequest(_EXAMPLE_CODE, DrawMethod.DIRECTED, frame, ratio={"": _RATIO})


def example_lines() -> list[ExampleLine]:
    """Draw the example by the program's own rules."""
    tickets = object_tickets(EXAMPLE_SEED, _EXAMPLE_CODE)
    drawn = set(draw_objects(example_request(), EXAMPLE_SEED).sampled)
    names = dict(_EXAMPLE)
    return [
        ExampleLine(names[each], each, tickets.ticket(each), each in drawn) for each in tickets.order(names)
    ]


class AboutPage(ReadingDialog):
    """Left the rule, right the example and the cases; the cases are checked one by one off the screen's thread."""

    def __init__(self, parent: QWidget | None, desk: Desk, cases: Sequence[Any] | None = None) -> None:
        self._desk = desk
        self._cases = list(read_cases() if cases is None else cases)
        self._labels: list[QLabel] = []
        self._checks: list[CaseCheck] = []
        self._jobs: list[Job[CaseCheck]] = []
        self._total = strong(f"公开案例 {len(self._cases)} 个，正在逐个重算…")
        super().__init__(parent, "抽取规则", self._content(), size=(1080, 640))
        self.finished.connect(self._stop)

    @property
    def total(self) -> str:
        """How many cases agree."""
        return self._total.text()

    @property
    def case_texts(self) -> list[str]:
        """The lines of the cases."""
        return [label.text() for label in self._labels]

    def run_cases(self) -> None:
        """Check the cases, one job each, so that the ticks come one by one."""
        self._checks, self._jobs = [], []
        for place, case in enumerate(self._cases, start=1):
            self._jobs.append(self._desk.operations.query(partial(check_case, place, case), self._show_check))

    def _show_check(self, check: CaseCheck) -> None:
        label = self._labels[len(self._checks)]
        self._checks.append(check)
        title = CASE_TITLES.get(check.name, check.name)
        label.setText(f"√ {title}　一致" if check.is_ok else f"× {title}　不一致")
        label.setToolTip(check.said or check.name)
        set_look(label, "ok" if check.is_ok else "bad")
        if len(self._checks) == len(self._cases):
            self._show_total()

    def _show_total(self) -> None:
        wrong = [check for check in self._checks if not check.is_ok]
        if wrong:
            self._total.setText(
                f"× {len(wrong)} 个案例不一致（{wrong[0].said}）：请停止抽取，重新安装程序并报告监督人。"
            )
        else:
            self._total.setText(f"√ 公开案例 {len(self._cases)} 个全部一致，本机的抽取程序与规程相符。")
        set_look(self._total, "bad" if wrong else "ok")

    def _stop(self) -> None:
        for job in self._jobs:
            job.cancel()

    def _content(self) -> QWidget:
        content = QWidget()
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(16)
        columns.addWidget(scrolling(_rule_column()), 5)
        columns.addWidget(scrolling(self._right_column()), 6)
        return content

    def _right_column(self) -> QWidget:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(10)
        layout.addWidget(_example_card())
        layout.addWidget(self._case_card())
        layout.addStretch(1)
        return column

    def _case_card(self) -> QWidget:
        made = card()
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        lines = -(-len(self._cases) // _CASE_COLUMNS)
        for number, case in enumerate(self._cases):
            name = str(case.get("name", "")) if isinstance(case, dict) else ""
            label = secondary(f"· {CASE_TITLES.get(name, name)}")
            self._labels.append(label)
            grid.addWidget(label, number % lines, number // lines)
        self._total.setWordWrap(True)
        layout = QVBoxLayout(made)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(section_title("公开案例，在本机重算"))
        layout.addWidget(self._total)
        layout.addLayout(grid)
        return made


def show_about(parent: QWidget, desk: Desk) -> AboutPage:
    """Open the page over the window and run the cases."""
    page = AboutPage(parent, desk)
    page.stand_over()
    page.run_cases()
    return page


def _rule_column() -> QWidget:
    column = QWidget()
    layout = QGridLayout(column)
    layout.setContentsMargins(0, 0, 8, 0)
    layout.setVerticalSpacing(10)
    layout.setColumnStretch(1, 1)
    for number, (word, sentence) in enumerate(RULES, start=1):
        layout.addWidget(strong(f"{number}．{word}"), number, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(value_label(sentence), number, 1)
    last = len(RULES) + 1
    layout.addWidget(value_label(OUTSIDERS), last, 0, 1, 2)
    layout.setRowStretch(last + 1, 1)
    return column


def _example_card() -> QWidget:
    request = example_request()
    made = card()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(16, 12, 16, 12)
    layout.setSpacing(6)
    layout.addWidget(section_title("一个小例子，由程序当场算出"))
    facts = (
        f"5 户，抽 {_RATIO}%，抽取编号 {_EXAMPLE_CODE}。名单指纹 {shortened(seal_draw(request).frame_digest)}\n"
        f"种子 {grouped(EXAMPLE_SEED)}；{'；'.join(chance_texts(group_counts(request)))}"
    )
    layout.addWidget(value_label(facts))
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(3, 1)
    for row, line in enumerate(example_lines()):
        look = "ok" if line.is_drawn else "secondary"
        mark = "√ 抽中" if line.is_drawn else "未抽中"
        for number, text in enumerate((f"0.{grouped(line.ticket[2:14])}", line.name, line.entry_id, mark)):
            grid.addWidget(toned(text, look), row, number)
    layout.addLayout(grid)
    layout.addWidget(_how_label())
    return made


def _how_label() -> QLabel:
    """Say how the first number came about, with the digest that anyone can compute."""
    seed_digest = sha256_hex(f"{EXAMPLE_SEED}/{_EXAMPLE_CODE}/objects")
    first = example_lines()[0]
    last_digest = sha256_hex(seed_digest + first.entry_id)
    return value_label(
        f"怎样得来：对“种子/抽取编号/objects”做 SHA-256，得 {shortened(seed_digest)}；后面接上{first.name}的代码再做一次，"
        f"得 {shortened(last_digest)}；化成十进制、数字倒过来、前面加“0.”，就是它的号码。"
    )
