"""Organisations without an account: their record, and their one page behind a signed link."""
