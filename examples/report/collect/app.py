"""Keeps what comes in, by day and time."""

import json
import os
from datetime import datetime, timezone

import boto3

NEEDS = json.loads(os.environ["SPARTA_DISCOVERY"])["needs"]
ENTRIES = boto3.resource("dynamodb").Table(NEEDS["entries"]["ref"])


def handler(event, context):
    now = datetime.now(timezone.utc)
    ENTRIES.put_item(Item={
        "day": now.date().isoformat(),
        "time": now.time().isoformat(),
        "entry": event.get("body") or "",
    })
    return {"statusCode": 204}
