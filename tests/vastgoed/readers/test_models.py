from vastgoed.bim.reader import READER as MODELS
from vastgoed.readers import READERS


def test_building_models_are_in_the_list():
    assert MODELS in READERS
