"""What is done at night: drafts and uploads past their day are thrown away."""

from procrastinate.contrib.django import app

from .services.drafts import delete_expired_drafts
from .services.uploads import delete_expired_uploads

MOST_BATCHES = 50


@app.periodic(cron="20 2 * * *")
@app.task(name="dossiers.throw_away_expired", queueing_lock="dossiers.throw_away")
def throw_away_expired(timestamp: int) -> None:
    """Delete in batches, each in a transaction of its own; bounded for one night."""
    delete_expired_uploads()
    for _ in range(MOST_BATCHES):
        if not delete_expired_drafts():
            return
