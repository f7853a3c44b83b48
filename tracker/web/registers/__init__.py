"""The plain registers, and what documents bring into them."""
