"""What HR will change, written beside a finding: dated, and back on HR's To do after a year."""
