"""The defaults of the settings: what a new database starts with."""

from dataclasses import replace

from services.container import Services


def test_a_new_database_starts_with_the_defaults(services: Services) -> None:
    assert services.office.get_settings() == services.office.get_defaults()


def test_the_defaults_stay_when_a_setting_is_changed(services: Services) -> None:
    defaults = services.office.get_defaults()

    services.office.update_settings(settings=replace(defaults, yearly_cap=3))

    assert services.office.get_settings().yearly_cap == 3
    assert services.office.get_defaults().yearly_cap == 2
