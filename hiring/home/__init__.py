"""The start page of each role, the navigation and HR's mailbox. The last room: it may ask every other one."""
