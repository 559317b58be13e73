"""Two enterprises, each drawn for two officers, waiting to be inspected."""

import pytest

from services.container import Services
from tests.services.records.building import add_officers, add_task, dispatch


@pytest.fixture
def record_keys(services: Services) -> list[int]:
    officers = add_officers(services)
    task = add_task(services)
    return dispatch(
        services,
        task,
        ["洛阳样例锐捷机械有限公司", "洛阳样例金鑫铸造机械有限公司"],
        [officers[:2], officers[2:]],
        compulsory=1,
    )
