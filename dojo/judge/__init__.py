"""Judges an answer in a process of its own."""
