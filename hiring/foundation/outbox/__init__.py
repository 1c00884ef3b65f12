"""Mail: queued with what it tells of, sent later by `hiring send-mail`, and never twice but after a crash."""
