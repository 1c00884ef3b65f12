"""Reopening a panel that was read, so that late cards can be added beside its marks, with a reason."""
