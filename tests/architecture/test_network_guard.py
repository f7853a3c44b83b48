"""The guard of ``tests/support/network.py`` holds: a test reaches this machine and nothing else."""

import smtplib
import socket

import pytest

LEFT_ALONE = ("127.0.0.1", 0)


def test_an_address_outside_this_machine_is_refused() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"192\.0\.2\.1:80"), socket.socket() as outward:
        outward.connect(("192.0.2.1", 80))


def test_a_name_outside_this_machine_is_not_even_looked_up() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"'mesto\.example'"):
        socket.create_connection(("mesto.example", 443))


@pytest.mark.parametrize("port", [25, 465, 587])
def test_a_real_mail_server_of_this_machine_is_out_of_reach(port: int) -> None:
    with pytest.raises(pytest.fail.Exception, match="a real mail server"):
        smtplib.SMTP("127.0.0.1", port, timeout=1)


def test_a_server_of_the_test_itself_is_reached() -> None:
    with socket.create_server(LEFT_ALONE) as server, socket.create_connection(server.getsockname()) as client:
        accepted, address = server.accept()
        with accepted:
            assert address == client.getsockname()
