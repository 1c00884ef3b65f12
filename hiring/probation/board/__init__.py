"""HR's board of every running probation, by what is needed next; reminders, mails as days come near, and the export."""
