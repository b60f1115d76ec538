"""Works a batch of messages off. What fails comes again, and after five times goes to the dead ones."""

import json


def handler(event, context):
    failed = []
    for record in event["Records"]:
        try:
            work(json.loads(record["body"]))
        except Exception as error:
            print(f"{record['messageId']}: {error}")
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}


def work(message):
    print(f"worked on {message['id']}")
