"""The settings page's service."""

from dataclasses import replace

import pytest

from models.errors import UserFacingError
from services.container import Services


def test_a_new_database_has_the_office_its_towns_and_the_ten_items(services: Services) -> None:
    settings = services.office.get_settings()
    towns = services.office.list_towns()

    assert settings.bureau_name == "洛阳市偃师区应急管理局"
    assert settings.review_authority == "洛阳市偃师区人民政府"
    assert settings.yearly_cap == 2
    assert [town.name for town in towns if town.in_district][13:] == ["开发区"]
    assert len(services.items.list_items()) == 10


def test_changed_settings_are_stored(services: Services) -> None:
    changed = replace(services.office.get_settings(), phone="0379-00000000", credit_days=20)

    changes = services.office.update_settings(settings=changed)

    assert changes.touches("office")
    assert services.office.get_settings() == changed


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("bureau_name", ""),
        ("yearly_cap", 0),
        ("district_code", "41030"),
        ("ratio_floor", "五"),
        ("credit_days", 0),
    ],
)
def test_a_wrong_setting_is_refused_beside_its_field(services: Services, field: str, value: object) -> None:
    wrong = replace(services.office.get_settings(), **{field: value})

    assert list(services.office.check_settings(wrong)) == [field]
    with pytest.raises(UserFacingError):
        services.office.update_settings(settings=wrong)


def test_settings_that_did_not_change_leave_no_trace(services: Services) -> None:
    changes = services.office.update_settings(settings=services.office.get_settings())

    assert not changes.nouns
