"""What many runs show together: figures with intervals, courses, what decides, what fails."""
