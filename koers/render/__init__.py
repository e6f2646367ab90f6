"""Output forms: each turns the same sections into a screen, JSON, CSV or a page. Rounds nothing itself."""
