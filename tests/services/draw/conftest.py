"""The small district that the draws of these tests are held in."""

import pytest

from services.container import Services
from tests.services.draw.builders import found_district


@pytest.fixture
def district(services: Services) -> Services:
    found_district(services)
    return services
