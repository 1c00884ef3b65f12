"""Where were we wrong? What people wrote afterwards, read together by criterion."""
