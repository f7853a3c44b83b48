"""What happened: recorded, looked up, with its papers, confirmed by the other side."""
