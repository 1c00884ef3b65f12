"""A thread that sends mail while a server runs, so that a small team needs no timer for it."""

import threading

from flask import Flask
from sqlalchemy.exc import OperationalError

from hiring.foundation import logs
from hiring.foundation.database import DatabaseBusy, db
from hiring.foundation.ids import new_id
from hiring.foundation.outbox import rounds

EVERY_SECONDS = 30.0


class MailSender(threading.Thread):
    """Runs a round every half minute, if no other process does. Whatever happens, the next round comes."""

    def __init__(self, app: Flask, every: float = EVERY_SECONDS) -> None:
        super().__init__(name="mail sender", daemon=True)
        self.app, self.every, self.holder = app, every, new_id()
        self.is_over = threading.Event()

    def run(self) -> None:
        while not self.is_over.wait(self.every):
            with self.app.app_context():
                try:
                    if rounds.take_lease(self.holder):
                        rounds.run_round()
                except (DatabaseBusy, OperationalError):
                    pass  # the next round finds the mail where it is
                except Exception as error:
                    logs.step_failed("mail round", error)
                finally:
                    db.session.rollback()
                    db.session.close()

    def stop(self) -> None:
        """Have it end, and wait until the mail it is sending is marked."""
        self.is_over.set()
        self.join()
