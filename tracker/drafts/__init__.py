"""Floor 5: from the passages of a document to a draft of obligations, doubts and coverage. Pure."""
