"""Issues on building models as BCF files, versions 2.1 and 3.0, which any BIM viewer opens.

Make `Topic`s (plain data, `topics`), gather them in a `Bundle` and call `write_bcf` (`write`). Guids and dates come
from the caller's facts, so the same findings give the same file, byte for byte, and a viewer knows a topic again.
"""

from vastgoed.bim.bcf.topics import Box, Bundle, Topic, topic_guid
from vastgoed.bim.bcf.write import VERSIONS, write_bcf

__all__ = ["VERSIONS", "Box", "Bundle", "Topic", "topic_guid", "write_bcf"]
