"""What the command line prints, and what a terminal can show."""
