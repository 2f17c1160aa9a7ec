"""The HTTP API, version 1: how it is put together and how it refuses."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder
from ninja.security import HttpBearer
from pydantic_core import from_json

from tinhso.identity.tokens import actor_for_bearer
from tinhso.identity.types import Actor
from tinhso.kernel.errors import DomainError, Invalid, NotFound, TooLarge
from tinhso.ui.problems import problem_response

from .errors import Unauthenticated, Unreadable

PROBLEM = "application/problem+json"
FIRST_REFUSAL = 400


class StrictParser(Parser):
    """Reads JSON without NaN and without a depth that would overflow the stack."""

    def parse_body(self, request: HttpRequest) -> Any:
        return from_json(request.body, allow_inf_nan=False)


class Utf8Renderer(JSONRenderer):
    """Writes Vietnamese as it is read."""

    media_type = "application/json"
    encoder_class = NinjaJSONEncoder
    json_dumps_params = {"ensure_ascii": False}


class SystemToken(HttpBearer):
    """The token of a system account, from ``/api/token``."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        return actor_for_bearer(token)


class PublishedAPI(NinjaAPI):
    """Says of every refusal that it is a problem document."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**kwargs)
        for path in schema["paths"].values():
            for operation in path.values():
                for status, response in operation["responses"].items():
                    content = response.get("content", {})
                    if int(status) >= FIRST_REFUSAL and "application/json" in content:
                        content[PROBLEM] = content.pop("application/json")
        return schema


api = PublishedAPI(
    title="Tỉnh Số",
    version="1",
    description=(
        "Nộp và theo dõi hồ sơ thủ tục hành chính. Mã truy cập: POST /api/token với "
        "client_id và client_secret (OAuth 2 client credentials)."
    ),
    docs_url=None,
    openapi_url="/openapi.json",
    parser=StrictParser(),
    renderer=Utf8Renderer(),
    urls_namespace="api-v1",
)


def refuse(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Answer a refusal as a problem document."""
    response = problem_response(error, instance=request.path)
    if "retry_after" in error.data:
        response["Retry-After"] = str(error.data["retry_after"])
    if isinstance(error, Unauthenticated):
        response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(DomainError)
def on_refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    return refuse(request, error)


@api.exception_handler(ValidationError)
def on_wrong_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = {
        ".".join(str(part) for part in one["loc"]): "api.request.field"
        for one in error.errors
    }
    return refuse(request, Invalid("api.request", fields=fields))


@api.exception_handler(HttpError)
def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == Unauthenticated.status:
        return refuse(request, Unauthenticated())
    return refuse(request, Unreadable())


@api.exception_handler(Http404)
def on_unknown(request: HttpRequest, error: Http404) -> HttpResponse:
    return refuse(request, NotFound())


@api.exception_handler(RequestDataTooBig)
def on_too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return refuse(request, TooLarge())
