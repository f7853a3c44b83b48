"""Everything that is sent and received: the sweep, the outbox, digests, replies."""
