"""The kernel's schedule: seal the log, take up jobs of dead workers, forget throttles."""

from datetime import timedelta

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from . import clock, seals, throttle
from .log import get_logger

# Workers beat every 10 s; below about 20 s a job that still runs would be run again.
STALLED_AFTER = 30
# A job that kills every worker that takes it is not taken for ever.
MOST_ATTEMPTS = 5

log = get_logger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="kernel.seal_new_events", queueing_lock="kernel.seal_new_events")
def seal_new_events(timestamp: int) -> int:
    """Seal the last minute of the event log."""
    return seals.seal_new_events()


@app.periodic(cron="* * * * * */15")
@app.task(
    name="kernel.retry_stalled_jobs",
    queueing_lock="kernel.retry_stalled_jobs",
    pass_context=True,
)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> int:
    """Give back the jobs whose worker was killed: procrastinate does not by itself."""
    manager = context.app.job_manager
    stalled = list(
        await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER)
    )
    for job in stalled:
        done = await _give_back(manager, job)
        log.warning("stalled_job", job=job.id, task=job.task_name, done=done)
    return len(stalled)


async def _give_back(manager: JobManager, job: Job) -> str:
    if job.attempts >= MOST_ATTEMPTS:
        await manager.finish_job(job, status=Status.FAILED, delete_job=False)
        return "given_up"
    try:
        await manager.retry_job(job)
    except UniqueViolation:
        # Its successor already waits under the same queueing lock: that one will do.
        await manager.finish_job(job, status=Status.ABORTED, delete_job=False)
        return "left_to_its_successor"
    return "retried"


@app.periodic(cron="17 3 * * *")
@app.task(name="kernel.forget_throttles", queueing_lock="kernel.forget_throttles")
def forget_throttles(timestamp: int) -> int:
    """Delete throttle windows of more than two days ago."""
    return throttle.forget_old(clock.now() - timedelta(days=2))
