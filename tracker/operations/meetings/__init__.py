"""Planned meetings, and the invitations to them."""
