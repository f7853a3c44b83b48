"""What one sees first: home, the board, the country, municipalities, search."""
