"""One file per room: parse, call, show."""
