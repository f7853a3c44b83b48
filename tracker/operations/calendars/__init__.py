"""Feeds, fragments, subscriptions, files of single terms."""
