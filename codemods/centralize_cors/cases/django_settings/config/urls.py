from django.http import JsonResponse
from django.urls import path


def index(request):
    return JsonResponse({"index": True})


def items(request):
    return JsonResponse({"items": []})


def boom(request):
    raise RuntimeError("boom")


urlpatterns = [path("", index), path("api/items", items), path("boom", boom)]
