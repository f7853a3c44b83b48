"""What people see first: home, board, towns, search."""
