"""What finished panels teach: how well they agree, one's own marks, and the chances within a shortlist."""
