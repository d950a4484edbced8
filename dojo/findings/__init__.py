"""What was seen, and in whose line."""
