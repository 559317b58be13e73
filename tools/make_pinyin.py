"""Make ``resources/code_tables/pinyin.txt`` from pypinyin: one line a syllable without tone, then the characters read so.

The order of the characters in the file is the order of names: by syllable, by tone, by code.

Not part of ``make setup``: the result is committed. Run it in the development environment::

    .venv/bin/python tools/make_pinyin.py

A character has one reading, so that a name has one: a table is quick and says the same each time. pypinyin's first reading is
the usual one in running text; ``NAMES`` puts right those that names of firms, places and persons read otherwise.
"""

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin

TARGET = Path(__file__).resolve().parent.parent / "resources" / "code_tables" / "pinyin.txt"

RANGES = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF))

_COMMON = 0x4E00  # what comes before is Extension A: rare characters stand behind the others of their tone

NAMES = {
    "长": "chang",  # 长城、长安、长兴; 成长 is rarer in names
    "行": "hang",  # 商行、车行、银行; 行 alone ends a shop's name
    "都": "du",  # 首都、都市
    "曾": "zeng",  # surname
    "翟": "zhai",  # 翟镇, surname
    "仇": "qiu",  # surname
    "覃": "qin",  # surname
    "晟": "sheng",  # as firms say it
    "弹": "tan",  # 弹簧
    "调": "tiao",  # 空调、调味品
    "参": "shen",  # 人参、海参
    "卜": "bu",  # surname
    "藏": "zang",  # 西藏; 收藏 is rarer
    "了": "liao",
    "给": "gei",
    "厦": "sha",  # 大厦、华厦; 厦门 is far away
    "重": "zhong",  # 重工、重型; 重庆 is far away
    "洗": "xi",
    "单": "dan",
    "朝": "chao",
    "乐": "le",
    "会": "hui",
    "薄": "bo",
    "塔": "ta",
    "校": "xiao",
    "率": "lv",
    "泊": "bo",
    "澄": "cheng",
    "谷": "gu",
    "隗": "wei",
    "冼": "xian",
    "尉": "wei",
    "褚": "chu",
    "臧": "zang",
}


def main() -> None:
    """Write the table."""
    groups: defaultdict[str, list[tuple[str, bool, str]]] = defaultdict(list)
    for first, last in RANGES:
        for code in range(first, last + 1):
            if syllable := reading(chr(code)):
                groups[syllable].append((tone(chr(code), syllable), code < _COMMON, chr(code)))
    lines = [
        f"{syllable} {''.join(character for _tone, _rare, character in sorted(groups[syllable]))}"
        for syllable in sorted(groups)
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(
        f"{sum(map(len, groups.values()))} characters, {len(groups)} syllables, {TARGET.stat().st_size} bytes"
    )


def reading(character: str) -> str:
    """Return the syllable of a character, ü as v; empty where pypinyin knows none."""
    if character in NAMES:
        return NAMES[character]
    found = pinyin(character, style=Style.NORMAL, errors="ignore", v_to_u=False)
    syllable = found[0][0] if found else ""
    return syllable if syllable.isascii() and syllable.isalpha() else ""


def tone(character: str, syllable: str) -> str:
    """Return the tone in which a character is read so, 1 to 5; names are sorted by it within a syllable."""
    found = pinyin(character, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)[0]
    return next((one[-1] for one in found if one[:-1] == syllable), "5")


if __name__ == "__main__":
    main()
