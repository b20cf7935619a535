"""What many runs together show: shares with intervals, courses over time, what decides, and when a policy fails."""
