"""Housekeeping of the job queue itself."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

KEEP_FINISHED_HOURS = 24 * 7


@app.periodic(cron="37 3 * * *")
@app.task(
    name="cli.forget_finished_jobs",
    queueing_lock="cli.forget_finished_jobs",
    pass_context=True,
)
async def forget_finished_jobs(context: JobContext, timestamp: int) -> None:
    """Delete jobs that succeeded a week ago; the failed stay to be looked at."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_FINISHED_HOURS)
