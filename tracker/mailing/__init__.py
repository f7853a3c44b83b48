"""Floor 8: mails from template to bytes, and the ways they leave the house."""
