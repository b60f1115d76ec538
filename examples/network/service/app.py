"""Runs inside the network."""

import socket


def handler(event, context):
    return {"address": socket.gethostbyname(socket.gethostname())}
