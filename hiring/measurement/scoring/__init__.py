"""What marks of a candidate come to: cells and the composite, how far interviewers are apart, who can be told apart."""
