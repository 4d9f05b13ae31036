import builtins
import io
import sys
from contextlib import redirect_stdout
from unittest import mock

import pytest

from shop import svc


@pytest.fixture
def service():
    return svc.Service()


@pytest.fixture
def lines(monkeypatch):
    written = []
    monkeypatch.setattr("builtins.print", written.append)
    return written


def run_captured(function):
    with redirect_stdout(io.StringIO()) as out:
        function()
    return out.getvalue()


def test_service(service, capsys):
    service.run()
    assert capsys.readouterr().out == "running\n"


def test_stop(service):
    service.stop()


def test_worker(worker, capfd):
    worker.work()
    assert capfd.readouterr().out == "working\n"


@mock.patch("shop.svc.print", create=True)
def test_path(fake):
    svc.by_path()


def test_module(monkeypatch):
    monkeypatch.setattr(builtins, "print", lambda *a: None)
    svc.by_module()


def test_stream(monkeypatch):
    monkeypatch.setattr("sys.stdout", io.StringIO())
    svc.by_stream()


def test_assignment():
    old, sys.stdout = sys.stdout, io.StringIO()
    svc.by_assignment()
    sys.stdout = old


def test_fixture(lines):
    svc.by_fixture()
    assert lines == ["by fixture"]


def test_helper():
    assert run_captured(svc.by_helper) == "by helper\n"


@pytest.mark.usefixtures("lines")
def test_name_of_fixture():
    svc.by_name_of_fixture()


def test_never():
    svc.never()
