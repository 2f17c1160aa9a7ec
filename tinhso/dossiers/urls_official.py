"""Addresses of the official's pages: the work list, a dossier, the acts on it."""

from django.urls import path

from .views.official import acts, case, papers, work

app_name = "official"
urlpatterns = [
    path("can-bo/viec/", work.work_list, name="work"),
    path("can-bo/tim/", work.find, name="find"),
    path("can-bo/ho-so/<str:code>/", case.case, name="case"),
    path("can-bo/ho-so/<str:code>/tiep-nhan/", acts.receive, name="receive"),
    path("can-bo/ho-so/<str:code>/tu-choi/", acts.refuse, name="refuse"),
    path("can-bo/ho-so/<str:code>/thu-ly/", acts.start, name="start"),
    path("can-bo/ho-so/<str:code>/tham-dinh/", acts.complete, name="complete"),
    path("can-bo/ho-so/<str:code>/tra-lai/", acts.send_back, name="send_back"),
    path("can-bo/ho-so/<str:code>/phe-duyet/", acts.approve, name="approve"),
    path("can-bo/ho-so/<str:code>/tra-ket-qua/", acts.hand_over, name="hand_over"),
    path("can-bo/ho-so/<str:code>/phieu.pdf", papers.receipt, name="receipt"),
    path("can-bo/ho-so/<str:code>/ket-qua/", papers.result, name="result"),
    path(
        "can-bo/ho-so/<str:code>/ket-qua/trang/<int:page>/",
        papers.result_picture,
        name="result_picture",
    ),
    path("can-bo/ho-so/<str:code>/tep/<int:file_id>/", papers.paper, name="paper"),
    path(
        "can-bo/ho-so/<str:code>/tep/<int:file_id>/trang/<int:page>/",
        papers.page_picture,
        name="page_picture",
    ),
]
