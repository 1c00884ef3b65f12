"""From a file to a long frame of ratings, whatever shape the sheet has, or to a sentence on why it cannot be read."""
