"""A year whose submissions are listed."""

import pytest

from services.container import Services


@pytest.fixture
def year(services: Services) -> int:
    services.submissions.open_year(year=2022)
    return 2022
