"""Addresses of the citizen's pages: filing, my area, tracking."""

from django.urls import path

from .views.citizen import area, check, drafts, files, papers, start, tracking

app_name = "citizen"
urlpatterns = [
    path("ho-so/moi/<str:procedure_code>/", start.start, name="start"),
    path("ho-so/<uuid:draft_id>/", drafts.task_list, name="task_list"),
    path("ho-so/<uuid:draft_id>/buoc/<str:page_id>/", drafts.question, name="question"),
    path("ho-so/<uuid:draft_id>/mau-moi/", drafts.new_version, name="new_version"),
    path("ho-so/<uuid:draft_id>/xoa/", drafts.delete, name="delete_draft"),
    path("ho-so/<uuid:draft_id>/giay-to/", papers.papers, name="papers"),
    path(
        "ho-so/<uuid:draft_id>/giay-to/<int:file_id>/",
        files.draft_file,
        name="draft_file",
    ),
    path("ho-so/<uuid:draft_id>/kiem-tra/", check.check, name="check"),
    path("ho-so/<uuid:draft_id>/xong/", check.confirmation, name="confirmation"),
    path("toi/", area.my_area, name="my_area"),
    path("toi/ai-da-xem/", area.looks, name="looks"),
    path("toi/ho-so/<str:code>/", area.dossier, name="dossier"),
    path("toi/ho-so/<str:code>/bien-nhan.pdf", files.receipt, name="receipt"),
    path("toi/ho-so/<str:code>/ket-qua/", files.result, name="result"),
    path("toi/ho-so/<str:code>/tep/<int:file_id>/", files.paper, name="paper"),
    path("tra-cuu/", tracking.track_form, name="track_form"),
    path("tra-cuu/<str:code>/", tracking.track, name="track"),
]
