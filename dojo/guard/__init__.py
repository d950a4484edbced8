"""What is looked after around one test."""
