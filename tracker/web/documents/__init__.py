"""Upload, review beside the text, the last look, and two documents compared."""
