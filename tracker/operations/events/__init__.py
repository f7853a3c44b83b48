"""What happened: recording, evidence, review by the other side."""
