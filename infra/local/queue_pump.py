"""Carries what the emulator publishes to a function of the app's own process, by a queue between them.

In AWS the topic calls the function itself. Only `make run` needs this, where no function is deployed.
"""

import json
import logging
import threading
from collections.abc import Callable
from typing import Any

from infra.local.pump import SECONDS_TO_FINISH, Event, Function, FunctionContext

SECONDS_OF_WAITING = 1
# As Lambda does with what calls it and does not wait: three attempts, then the dead letters.
ATTEMPTS = 3
SECONDS_BEFORE_THE_NEXT_ATTEMPT = 5

log = logging.getLogger("pump")


class QueuePump(threading.Thread):
    """Calls a function for everything that a queue holds, at least once."""

    def __init__(
        self, name: str, function: Function, event_of: Callable[[Event], Event], *, sqs: Any, queue: str
    ) -> None:
        super().__init__(name=name, daemon=True)
        self._function, self._event_of = function, event_of
        self._sqs, self._queue = sqs, queue
        self._stopping = threading.Event()

    def run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._look()
            except Exception:
                log.exception("the queue of %s could not be read; trying again", self.name)
                self._stopping.wait(SECONDS_OF_WAITING)

    def stop(self) -> None:
        """Finish the call at hand, then stop."""
        self._stopping.set()
        self.join(SECONDS_TO_FINISH)

    def _look(self) -> None:
        answer = self._sqs.receive_message(
            QueueUrl=self._queue,
            WaitTimeSeconds=SECONDS_OF_WAITING,
            VisibilityTimeout=SECONDS_BEFORE_THE_NEXT_ATTEMPT,
            AttributeNames=["ApproximateReceiveCount"],
        )
        for message in answer.get("Messages", []):
            self._carry(message)

    def _carry(self, message: Event) -> None:
        try:
            event = self._event_of(json.loads(message["Body"]))
            self._function(event, FunctionContext(self.name, 60))
        except Exception:
            log.exception("%s failed", self.name)
            if int(message["Attributes"]["ApproximateReceiveCount"]) < ATTEMPTS:
                return
        self._sqs.delete_message(QueueUrl=self._queue, ReceiptHandle=message["ReceiptHandle"])


def queue_of_topic(topic_arn: str, name: str, *, sqs: Any, sns: Any) -> str:
    """The address of a queue that holds what a topic publishes; made once, found again afterwards."""
    queue = str(sqs.create_queue(QueueName=name)["QueueUrl"])
    asked = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])
    arn = asked["Attributes"]["QueueArn"]
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn,
        "Condition": {"ArnEquals": {"aws:SourceArn": topic_arn}},
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": policy})
    sns.subscribe(TopicArn=topic_arn, Protocol="sqs", Endpoint=arn)
    return queue


def queue_of_bucket(bucket: str, prefix: str, name: str, *, sqs: Any, events: Any) -> str:
    """The address of a queue that holds what EventBridge tells of a bucket's new objects."""
    queue = str(sqs.create_queue(QueueName=name)["QueueUrl"])
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"][
        "QueueArn"
    ]
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn,
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": policy})
    pattern = {
        "source": ["aws.s3"],
        "detail-type": ["Object Created"],
        "detail": {"bucket": {"name": [bucket]}, "object": {"key": [{"prefix": prefix}]}},
    }
    events.put_rule(Name=name, EventPattern=json.dumps(pattern))
    events.put_targets(Rule=name, Targets=[{"Id": name, "Arn": arn}])
    return queue


def as_told(event: Event) -> Event:
    """The event with which EventBridge calls a function: what it puts into a queue."""
    return event


def sns_event(envelope: Event) -> Event:
    """The event with which a topic calls a function, of what it puts into a queue."""
    return {"Records": [{"EventSource": "aws:sns", "EventVersion": "1.0", "Sns": envelope}]}
