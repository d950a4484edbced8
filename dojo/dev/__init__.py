"""What contributors use: `python -m dojo.dev`."""
