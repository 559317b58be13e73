"""Where titles and the labels of forms are broken: at their phrases, into lines that look balanced.

Pure. A title says by ``|`` where its phrases end. A label has no marks: it is cut at the words that labels of office
forms are made of, so that 统一社会信用代码 falls into 统一社会 and 信用代码, never into 统一社会信 and 用代码.
"""

import re
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

from services.files.line_breaking import Unit, clusters_of, split_units

_MOST_PHRASES = 12  # up to so many, every way to break a title is compared
_HOURGLASS = 0.2  # of the measure, squared: what a middle line shorter than its neighbours costs
_TOLERANCE = 1e-6

_WORDS = re.findall(
    r"\S+",
    """
    法定代表人 代表人 负责人 当事人 联系人 见证人 收件人 送达人 承办人 经办人 监督人 签收人 录入员 审核员 联络员 被检查 被复查 受送达 受移送
    执法 行政 检查 抽查 随机 单位 机关 部门 科室 现场 人员 对象 主体 企业 名称 姓名 性别 职务 身份 证件 证号 编号 号码 文号 统一 社会
    信用 代码 联系 电话 住所 经营 地址 地点 场所 所属 行业 类型 类别 任务 来源 计划 批次 事项 依据 内容 方式 方法 要领 操作 是否 规范
    联合 发现 存在 问题 隐患 情况 结果 结论 后续 处置 处理 措施 决定 整改 期限 复查 意见 要求 提供 材料 证据 目录 移送 送达 回证 回执
    文书 完结 日期 时间 起止 年度 次数 上限 审核 审批 承办 协助 专家 签名 签字 盖章 印章 监督 反馈 评价 备注 说明 附件 页数 页号 件数
    保管 案卷 题名 序号 原编号 考核 指标 评分 标准 分值 得分 实测 加分 减分 等次 分管 领导 统计 项目 合计 完成率 公示 按期 逾期
    金属 冶炼 冶金 有色 涉氨 制冷 粉尘 涉爆 有限 空间 机械 轻工 纺织 建材 烟草 商贸 工贸 重点 监管 安全 生产 工作 方案 整治 双随机
    规定 督办 落实 答复 核销 派发 抽取 录音 录像 设备 见证 拒签 复议 诉讼 法院 机构 受托 委托 专项 个案 日常 主持 纪律 执行 遵守 违反
    """,
)
_WORD = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)) + "|.", re.DOTALL)
_KNOWN = frozenset(_WORDS)
_JOINS = "和与及或"


def break_title(text: str, width_of: Callable[[str], float], measure: float) -> tuple[str, ...]:
    """Cut a title into as few lines as hold it, as even as can be, at its phrases.

    ``|`` marks where a phrase ends and is not printed; a line feed always ends a line. Without marks, or where one
    phrase is too long, a line may end between any two words. Three lines and more are a trapezoid or a diamond
    where the phrases allow (GB/T 9704, 7.3.1).
    """
    lines: list[str] = []
    for part in text.split("\n"):
        phrases = [phrase for phrase in part.split("|") if phrase]
        lines += _most_even(_fitting(phrases, width_of, measure), width_of, measure)
    return tuple(lines)


def break_label(text: str, width_of: Callable[[str], float], measure: float) -> tuple[str, ...]:
    """Cut a label into as few lines as hold it, as even as can be, at its words; a line feed always ends a line."""
    lines: list[str] = []
    for part in text.split("\n"):
        lines += _most_even(
            _fitting(words_of(part), width_of, measure), width_of, measure, begins_long=True
        ) or [""]
    return tuple(lines)


def words_of(text: str) -> list[str]:
    """Cut a text into its words; 和, 与, 及, 或 go with what follows, closing marks with what stands before them."""
    pieces = [
        piece for word in _WORD.findall(text) for piece in ((word,) if word in _KNOWN else split_units(word))
    ]
    words: list[str] = []
    for cluster in clusters_of(Unit(piece, 0.0) for piece in pieces):
        word = "".join(unit.text for unit in cluster)
        if words and words[-1] in _JOINS:
            words[-1] += word
        else:
            words.append(word)
    return words


def _fitting(phrases: list[str], width_of: Callable[[str], float], measure: float) -> list[str]:
    """Cut the phrases that no line can hold: into words, words into what a line end may part, that into characters."""
    fitting: list[str] = []
    for phrase in phrases:
        options = (
            [phrase],
            words_of(phrase),
            [
                "".join(unit.text for unit in cluster)
                for cluster in clusters_of(Unit(piece, 0.0) for piece in split_units(phrase))
            ],
        )
        for option in options:
            if all(sum(map(width_of, piece)) <= measure + _TOLERANCE for piece in option):
                fitting += option
                break
        else:
            fitting += list(phrase)
    return fitting


def _most_even(
    phrases: Sequence[str], width_of: Callable[[str], float], measure: float, *, begins_long: bool = False
) -> list[str]:
    """Return the lines of least unevenness among those of the least number; of equal ones a title begins with the shorter."""
    widths = [sum(map(width_of, phrase)) for phrase in phrases]
    least = _least_lines(widths, measure)
    if len(phrases) > _MOST_PHRASES:
        ends = _most_even_ends(widths, measure)
    else:
        options = [(0, *inner, len(phrases)) for inner in combinations(range(1, len(phrases)), least - 1)]
        ends = (
            min(
                options,
                key=lambda option: (
                    *_cost(option, widths, measure),
                    -option[1] if begins_long else option[1],
                ),
            )
            if phrases
            else ()
        )
    return ["".join(phrases[start:end]) for start, end in pairwise(ends)]


def _least_lines(widths: Sequence[float], measure: float) -> int:
    lines, used = 1, 0.0
    for width in widths:
        if used and used + width > measure + _TOLERANCE:
            lines, used = lines + 1, 0.0
        used += width
    return lines


def _cost(ends: Sequence[int], widths: Sequence[float], measure: float) -> tuple[int, float]:
    """Return how bad lines with these ends look: those that do not fit, then their unevenness."""
    lines = [sum(widths[start:end]) for start, end in pairwise(ends)]
    uneven = sum((measure - line) ** 2 for line in lines)
    waists = sum(
        1 for above, line, below in zip(lines, lines[1:], lines[2:], strict=False) if line < min(above, below)
    )
    too_long = sum(line > measure + _TOLERANCE for line in lines)
    return (too_long, uneven + waists * _HOURGLASS * measure**2)


def _most_even_ends(widths: Sequence[float], measure: float) -> list[int]:
    """Return where lines begin and end, without looking at their shape: for a text of very many phrases."""
    best: list[tuple[int, float, int]] = [
        (0, 0.0, 0)
    ]  # to each end: lines, sum of squared rests, start of last
    for end in range(1, len(widths) + 1):
        options: list[tuple[int, float, int]] = []
        line = 0.0
        for start in range(end - 1, -1, -1):
            line += widths[start]
            if line > measure + _TOLERANCE and start < end - 1:
                break
            options.append((best[start][0] + 1, best[start][1] + (measure - line) ** 2, -start))
        lines, uneven, start = min(options)
        best.append((lines, uneven, -start))
    ends = [len(widths)]
    while ends[0] > 0:
        ends.insert(0, best[ends[0]][2])
    return ends
