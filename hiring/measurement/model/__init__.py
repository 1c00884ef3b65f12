"""The additive crossed model of candidates and interviewers by exact restricted maximum likelihood."""
