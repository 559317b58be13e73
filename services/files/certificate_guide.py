"""怎样核验: one page in plain words for whoever holds the certificate and believes neither the bureau nor its program.

The worked example is computed from this very certificate, step by step, so that anyone can follow it with any tool.
"""

from models.rules.tickets import OBJECTS, Tickets, effective_seed, sha256_hex
from services.files.certificate_sheet import CertificateSheet
from services.files.certificate_view import CertificateView
from services.files.fonts import Role

_FULL = (
    (
        "一、对纸面",
        "取出取得种子之前签了字的封存单，把上面的名单摘要、参数摘要与本证书“封存”一节逐字比对。一致，说明名单和规则在种子产生之前已经定下，"
        "其后一个字也没有改。再把种子与现场所记的骰子、开奖号码或各人写下的数字比对。",
    ),
    (
        "二、用浏览器",
        "打开随证书给出的网页文件（扩展名 html），不需要联网，旧电脑也可以。网页在您自己的电脑上把摘要、全部号码、名额、名单和派人重算一遍，"
        "有一处不同就用红字写明；企业输入自己的代码，可以看到自己的号码和位置。",
    ),
    (
        "三、用本程序",
        "执行“main.py verify 证书.json”，或在“随机抽取”页点“核对纸面编码”后打开证书文件：每一项一行，有一处不同就写明应为多少。",
    ),
    (
        "四、用别人写的程序",
        '公开的 Python 软件包 consistent-sampler 由选举审计人员编写、与本单位无关。sampler(全部可抽企业的代码, seed=有效种子, output="id") '
        "给出的次序就是号码的次序。",
    ),
)
_PUBLIC = (
    (
        "一、对纸面",
        "取得种子之前签了字的封存单上有名单摘要和参数摘要，与本公告“封存”一节逐字比对。一致，说明名单和规则在种子产生之前已经定下，"
        "其后一个字也没有改。再把种子与现场所记的骰子、开奖号码或各人写下的数字比对。",
    ),
    (
        "二、用浏览器",
        "打开随公告给出的网页文件（扩展名 html），不需要联网：它把种子、封存的摘要链和历次抽取逐项核对一遍，有一处不同就用红字写明。",
    ),
    (
        "三、等完整证书",
        "本任务检查全部结束后公布完整证书。它的结果摘要与本公告相同，名单便是抽取当时的名单；名额、名单和派人由完整证书重算。",
    ),
)
_OWN = "自己算一户的号码"
_LIMITS = (
    "不能靠计算证明的有两件：种子产生在封存之后，由签字的封存单和在场的人证明；种子没有经过挑选，由骰子、公开开奖或各人同时亮出的数字证明。"
    "种子写明“未经公开见证”的，第二件无从证明。"
)


def draw_guide(sheet: CertificateSheet, view: CertificateView) -> None:
    """Draw the page that tells how to check the certificate."""
    sheet.draw_section("怎样核验")
    ways = _PUBLIC if view.is_public else _FULL
    for title, text in ways:
        sheet.draw_paragraph(title, Role.HEADING)
        sheet.draw_paragraph(text)
    numeral = "一二三四五六"[len(ways)]
    sheet.draw_paragraph(f"{numeral}、{_OWN}", Role.HEADING)
    sheet.draw_paragraph(
        "任何能算 SHA-256 的工具都行，例如 Windows 自带的 certutil：把文字存成不带换行的 UTF-8 文件，执行“certutil -hashfile 文件 SHA256”。"
    )
    sheet.draw_facts(_steps(view), share=0.24)
    sheet.draw_paragraph(_LIMITS)


def _steps(view: CertificateView) -> list[tuple[str, str]]:
    data = view.data
    seed = effective_seed(data["seed"], data["draw_code"], OBJECTS)
    digest = sha256_hex(seed)
    first = [("1．有效种子（种子/抽取编号/objects）", seed), ("2．它的 SHA-256", digest)]
    order = [] if view.is_public else view.dispatch_order
    if not order:
        return [
            *first,
            (
                "3．紧接着写上企业代码，再求 SHA-256",
                "代码为统一社会信用代码，没有的用15位注册号，中间不加任何符号",
            ),
            ("4．写成十进制", "不足64位的，在左边补零"),
            ("5．倒过来写，前面加“0.”", "这就是该户的号码：号码小的在前"),
        ]
    entry_id = order[0]
    hashed = sha256_hex(digest + entry_id)
    return [
        *first,
        ("3．紧接着写上企业代码", f"{digest}{entry_id}\n（例：{view.named(entry_id)}）"),
        ("4．再求一次 SHA-256", hashed),
        ("5．写成十进制，不足64位在左边补零", f"{int(hashed, 16):064d}"),
        ("6．倒过来写，前面加“0.”，就是该户的号码", Tickets(seed).ticket(entry_id)),
    ]
