"""What is under way today: openings, interviews this week, offers, hires in probation, and requests about records."""
