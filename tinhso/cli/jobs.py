"""Housekeeping of the job queue itself."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from tinhso.kernel.log import get_logger

log = get_logger(__name__)

# Workers beat every ten seconds: anything near that would retry jobs still alive.
SECONDS_WITHOUT_HEARTBEAT = 30
KEEP_FINISHED_HOURS = 24 * 7


@app.periodic(cron="* * * * * */15")
@app.task(
    name="cli.retry_stalled", queueing_lock="cli.retry_stalled", pass_context=True
)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Give jobs whose worker was killed to another: procrastinate leaves them lying."""
    manager = context.app.job_manager
    stalled = await manager.get_stalled_jobs(
        seconds_since_heartbeat=SECONDS_WITHOUT_HEARTBEAT
    )
    for job in stalled:
        await manager.retry_job(job)
        log.warning("stalled_job_retried", job_id=job.id, task=job.task_name)


@app.periodic(cron="17 3 * * *")
@app.task(
    name="cli.forget_finished", queueing_lock="cli.forget_finished", pass_context=True
)
async def forget_finished(context: JobContext, timestamp: int) -> None:
    """Delete jobs that succeeded a week ago; those that failed stay to be looked at."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_FINISHED_HOURS)
