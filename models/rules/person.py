"""What an 身份证号 says of a person: whether it is one at all (GB 11643), the sex and the age."""

import re
from datetime import date
from enum import Enum

_SHAPE = re.compile(r"[1-9][0-9]{16}[0-9X]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


class Sex(Enum):
    """性别 as the platform's sheet writes it."""

    MALE = "男"
    FEMALE = "女"


def id_number_problem(number: str, today: date) -> str | None:
    """Return what is wrong with an 身份证号, or None; the sentence never repeats the number."""
    if not _SHAPE.fullmatch(number):
        return "身份证号应为 18 位：17 位数字，末位是数字或 X。"
    born = born_on(number)
    if born is None or not date(1900, 1, 1) <= born <= today:
        return "身份证号第 7 至 14 位不是出生日期，请核对。"
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    if _CHECKS[total % 11] != number[17]:
        return "身份证号的校验位不对，请逐位核对。"
    return None


def born_on(number: str) -> date | None:
    """Return the day of birth that an 18-digit number names, or None."""
    if not _SHAPE.fullmatch(number):
        return None
    digits = number[6:14]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def sex_of(number: str) -> Sex | None:
    """Return the sex that the 17th digit names, or None without a number."""
    if not _SHAPE.fullmatch(number):
        return None
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def age_on(number: str, today: date) -> int | None:
    """Return the age in full years on a day, or None without a number."""
    born = born_on(number)
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
