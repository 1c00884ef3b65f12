"""The page an opening has for its candidates: public by an address nobody can guess, made and closed by HR."""
