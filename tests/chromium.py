"""Makes sure that a Chromium is there for the tests that need one; run by `make test` before pytest."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = """
!! No Chromium was found, and it cannot be installed without being root on Debian.
!! The journeys in a real browser will be SKIPPED. Install it (Debian: apt-get install chromium) and run again.
"""


def path() -> str | None:
    return os.environ.get("CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)


def main() -> int:
    if path():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the tests (once) …", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, **quiet)
    if path():
        return 0
    print(MISSING, file=sys.stderr, flush=True)
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
