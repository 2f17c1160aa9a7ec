"""Which step of its procedure a dossier is at, and which comes next."""

from collections.abc import Sequence

from tinhso.kernel.errors import Refused
from tinhso.procedures.definition import Step, StepKind


class StepRefused(Refused):
    """The dossier is at another step than the act belongs to."""

    default_code = "dossiers.step.other"


def first_step(steps: Sequence[Step]) -> tuple[int, Step]:
    """Return the step a new filing waits at."""
    return 0, steps[0]


def step_at(steps: Sequence[Step], index: int, kind: StepKind) -> Step:
    """Return the current step, refusing when it is not of ``kind``."""
    step = steps[index]
    if step.kind is not kind:
        raise StepRefused(step=step.title, kind=step.kind.value, wanted=kind.value)
    return step


def next_step(steps: Sequence[Step], index: int) -> tuple[int, Step]:
    """Return the step after ``index``."""
    if index + 1 >= len(steps):
        raise StepRefused(step=steps[index].title, kind=steps[index].kind.value)
    return index + 1, steps[index + 1]


def previous_step(steps: Sequence[Step], index: int) -> tuple[int, Step]:
    """Return the appraisal that ``index`` sends its dossier back to."""
    for earlier in range(index - 1, -1, -1):
        if steps[earlier].kind is StepKind.APPRAISE:
            return earlier, steps[earlier]
    raise StepRefused(step=steps[index].title, kind=steps[index].kind.value)


def is_at_receiving_unit(kind: StepKind) -> bool:
    """Say whether a step is done where the citizen came, not where it is resolved."""
    return kind in {StepKind.INTAKE, StepKind.RETURN}
