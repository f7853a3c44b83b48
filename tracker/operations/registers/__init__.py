"""The registers beside obligations, and their import from documents and sheets."""
