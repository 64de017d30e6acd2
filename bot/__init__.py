"""Telegram and the command line: where everything is put together."""

import os

# PTB gives lengths of time as `timedelta`, as it will by default one day, and does not warn.
os.environ["PTB_TIMEDELTA"] = "true"
