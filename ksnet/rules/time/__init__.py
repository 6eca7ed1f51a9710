"""KS3: dates and times that fit one another, the clock and the calendar."""
