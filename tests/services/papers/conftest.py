"""Six enterprises, each drawn for two officers; the notices of the first two are issued."""

import pytest

from services.container import Services
from tests.services.records.acts import issue
from tests.services.records.building import add_officers, add_task, dispatch

NAMES = [f"洛阳样例第{ordinal}机械有限公司" for ordinal in "一二三四五六"]


@pytest.fixture
def record_keys(services: Services) -> list[int]:
    officers = add_officers(services)
    task = add_task(services)
    return dispatch(services, task, NAMES, [officers[:2], officers[2:]])


@pytest.fixture
def notices(services: Services, record_keys: list[int]) -> list[int]:
    return [paper.key for paper in issue(services, record_keys[:2]).issued]
