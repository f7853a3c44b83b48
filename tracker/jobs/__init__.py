"""Floor 10: the job runner, the only part that knows APScheduler."""
