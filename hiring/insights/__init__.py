"""What finished panels say together: how well interviewers agree, and to each interviewer alone, how they mark."""
