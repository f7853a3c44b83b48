"""Every report as a page and a file, and what is let out to the public."""
