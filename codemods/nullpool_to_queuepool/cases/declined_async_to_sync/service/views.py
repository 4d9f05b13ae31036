from asgiref.sync import async_to_sync
from django.http import HttpRequest, JsonResponse

from service.stock import available


def article(request: HttpRequest, number: int) -> JsonResponse:
    return JsonResponse({"available": async_to_sync(available)(number)})
