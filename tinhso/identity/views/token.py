"""The token door for other systems: OAuth 2 client credentials."""

from allauth.idp.oidc.models import Client
from allauth.idp.oidc.views import token as oauth_token
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tinhso.identity.addresses import client_address
from tinhso.identity.gates import open_page
from tinhso.kernel import throttle
from tinhso.kernel.errors import TooMany

MINUTE = 60


@open_page
@csrf_exempt
@sensitive_post_parameters("client_secret")
@require_POST
def token(request: HttpRequest) -> HttpResponseBase:
    """Give a token for client credentials; other grants are not offered.

    Tries are counted per address: a secret is long and random, so what has to be
    stopped is the noise, and an account cannot be locked out by a stranger.
    """
    key = f"token-address:{client_address(request)}"
    limit = settings.SIGN_IN_LIMITS["tokens"]
    try:
        throttle.check(key, limit=limit, seconds=MINUTE)
    except TooMany as refusal:
        retry = str(refusal.data["retry_after"])
        answer = JsonResponse({"error": "slow_down"}, status=429)
        answer.headers["Retry-After"] = retry
        return answer
    if request.POST.get("grant_type") != Client.GrantType.CLIENT_CREDENTIALS:
        return JsonResponse({"error": "unsupported_grant_type"}, status=400)
    response: HttpResponseBase = oauth_token(request)
    return response
