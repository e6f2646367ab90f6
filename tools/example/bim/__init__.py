"""Three building models, drawn with ifcopenshell: real geometry, real openings, fixed identifiers."""
