import pytest
from hypothesis import settings

from kern.language import choose_language, current_language

# How long an example takes says more about the machine than about the code.
settings.register_profile("koers", deadline=None)
settings.load_profile("koers")


@pytest.fixture(autouse=True)
def _language_as_it_was():
    """A test that chooses a language leaves none behind for the next."""
    before = current_language()
    yield
    choose_language(before)
