"""Watch mode: save the file, see the verdict."""
