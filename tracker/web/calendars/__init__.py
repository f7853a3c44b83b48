"""The calendar as pages, and the feeds of calendar programs."""
