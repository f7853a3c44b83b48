"""Accounts, sign-in, mandates, handing work over."""
