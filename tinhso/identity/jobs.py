"""Background work of this room."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tinhso.identity import services

# Within the code's five minutes: later tries would send a code that is already dead.
SOON = RetryStrategy(max_attempts=5, wait=2, exponential_wait=3)


@app.task(name="identity.send_sign_in_code", queue="messages", retry=SOON)
def send_sign_in_code(code_id: str) -> None:
    """Send a sign-in code. Again is harmless: a new code replaces the one before."""
    services.send_code(code_id=code_id)


@app.periodic(cron="17 * * * *")
@app.task(name="identity.purge_old", queue="upkeep")
def purge_old(timestamp: int) -> None:
    """Sweep up what nobody can use any more."""
    services.purge_old()
