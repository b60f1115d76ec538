"""Makes a thumbnail of an uploaded picture.

What the function needs is told by SPARTA_DISCOVERY, under the names that the program gives it.
"""

import json
import os

import boto3

DISCOVERED = json.loads(os.environ["SPARTA_DISCOVERY"])
S3 = boto3.client("s3")


def handler(event, context):
    key = event["detail"]["object"]["key"]
    print(f"resizing {key} of {DISCOVERED}")
    return {"key": key}
