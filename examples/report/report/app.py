"""Writes what was collected yesterday into one object."""

import json
import os
from datetime import datetime, timedelta, timezone

import boto3
from boto3.dynamodb.conditions import Key

NEEDS = json.loads(os.environ["SPARTA_DISCOVERY"])["needs"]
ENTRIES = boto3.resource("dynamodb").Table(NEEDS["entries"]["ref"])
S3 = boto3.client("s3")


def handler(event, context):
    day = (datetime.now(timezone.utc) - timedelta(days=1)).date().isoformat()
    lines = [item["entry"] for item in entries(day)]
    S3.put_object(Bucket=NEEDS["reports"]["ref"], Key=f"{day}.txt", Body="\n".join(lines).encode())
    return {"day": day, "entries": len(lines)}


def entries(day):
    page = {"KeyConditionExpression": Key("day").eq(day)}
    while True:
        answer = ENTRIES.query(**page)
        yield from answer["Items"]
        if "LastEvaluatedKey" not in answer:
            return
        page["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
