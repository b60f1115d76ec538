"""Answers CloudFormation's requests for a `Greeting`.

CloudFormation waits for an answer at `ResponseURL`, and for nothing else: there has to be one whatever
happens. The physical id stays the same, so that an update is no replacement.
"""

import json
import urllib.request


def handler(event, context):
    answer = {
        "Status": "SUCCESS",
        "PhysicalResourceId": event.get("PhysicalResourceId") or event["LogicalResourceId"],
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
    }
    try:
        if event["RequestType"] != "Delete":
            answer["Data"] = greet(event["ResourceProperties"])
    except Exception as error:
        answer |= {"Status": "FAILED", "Reason": str(error)}
    body = json.dumps(answer).encode()
    request = urllib.request.Request(event["ResponseURL"], data=body, method="PUT")
    urllib.request.urlopen(request, timeout=10)


def greet(properties):
    message = f"Hello {properties['name']}"
    # CloudFormation gives every property as text.
    if properties.get("loud") == "true":
        message = message.upper() + "!"
    return {"message": message, "length": len(message)}
