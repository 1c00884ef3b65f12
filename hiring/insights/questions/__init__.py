"""What each question does, over everyone it was asked of in the same words."""
