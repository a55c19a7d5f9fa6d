"""What a study group shares: its question of the day, its runs, and how they are told."""
