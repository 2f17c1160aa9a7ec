"""The papers of a small history: what was attached, and the results that were signed."""

from django.db.models import Q, QuerySet

from tinhso.demo.photos import photo_of, scan_of
from tinhso.dossiers.models import Dossier, DossierPaper, Result
from tinhso.dossiers.papers.results import result_paper
from tinhso.identity.models import Account, RoleAssignment
from tinhso.kernel import clock
from tinhso.kernel.files import keep_own, store
from tinhso.kernel.models import StoredFile
from tinhso.kernel.numbers_given import next_number
from tinhso.procedures.queries import definition_of

Check = DossierPaper.Check
BIRTH, STAY = "1.001193", "1.004194"
CERTIFICATE = (
    ("Họ và tên mẹ:", ""),
    ("Năm sinh, dân tộc:", ""),
    ("Đã sinh con vào lúc:", ""),
    ("Tại:", ""),
    ("Dự định đặt tên con là:", ""),
)
LEASE = (("Bên cho thuê:", ""), ("Bên thuê:", ""), ("Địa chỉ nhà:", ""))


def lay_papers(first_id: int) -> None:
    """Lay papers to the dossiers from ``first_id`` on, and make their results.

    A result needs who signed it, so only offices with a leader's account have results.
    The handwriting on the papers is nobody's: one photo serves them all.
    """
    made = Dossier.objects.filter(pk__gte=first_id)
    births = made.filter(procedure__code=BIRTH)
    certificate = store(photo_of("Giấy chứng sinh", CERTIFICATE), name="")
    _lay(births, "birth_certificate", certificate, "giay-chung-sinh.jpg")
    lease = store(scan_of("Hợp đồng thuê nhà ở", LEASE), name="")
    guests = made.filter(
        Q(answers__dwelling="rented") | Q(answers__dwelling="lent"),
        procedure__code=STAY,
    )
    _lay(guests, "dwelling_proof", lease, "giay-to-cho-o.pdf")
    _make_results(made)


def _lay(
    dossiers: QuerySet[Dossier], component: str, file: StoredFile, name: str
) -> None:
    rows = dossiers.values_list("pk", "received_at").order_by("pk")
    DossierPaper.objects.bulk_create(
        (
            DossierPaper(
                dossier_id=pk,
                component=component,
                file=file,
                name=name,
                check_state=Check.OK if received_at else Check.PENDING,
                checked_at=received_at,
            )
            for pk, received_at in rows
        ),
        batch_size=2_000,
    )


def _make_results(made: QuerySet[Dossier]) -> None:
    """Sign as the leader of the resolving unit, in the order of the approvals."""
    leaders = RoleAssignment.objects.filter(
        role=RoleAssignment.Role.UNIT_LEADER, account__kind=Account.Kind.OFFICIAL
    ).select_related("account")
    signers = {leader.unit_id: leader.account for leader in leaders}
    decided = made.filter(finished_at__isnull=False, resolving_unit__in=signers)
    decided = decided.filter(received_at__isnull=False).select_related(
        "version__procedure", "procedure", "resolving_unit", "receiving_unit"
    )
    results = [
        _result(dossier, signers[dossier.resolving_unit_id])
        for dossier in decided.order_by("finished_at", "pk")
    ]
    Result.objects.bulk_create(results, batch_size=1_000)


def _result(dossier: Dossier, signer: Account) -> Result:
    definition = definition_of(dossier.version)
    issued = clock.local(dossier.finished_at or dossier.submitted_at)
    template = definition.result
    register = f"{template.register_series}/{dossier.resolving_unit_id}/{issued.year}"
    number = f"{next_number(f'result:{register}')}/{template.notation or issued.year}"
    result = Result(
        pk=dossier.pk,
        dossier=dossier,
        number=number,
        register=register,
        name=f"{template.title}.pdf",
        signer=signer,
        issued_at=issued,
    )
    result.file = keep_own(result_paper(result, definition), pages=1)
    return result
