"""Keeping an installation alive: jobs, tasks, backups, health, retention."""
