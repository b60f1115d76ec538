// The queues are those that the function needs: SPARTA_DISCOVERY tells their URLs.
import { randomUUID } from "node:crypto";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

const { needs } = JSON.parse(process.env.SPARTA_DISCOVERY);
const sqs = new SQSClient();

const send = (queue, message) =>
  sqs.send(new SendMessageCommand({ QueueUrl: queue.ref, MessageBody: JSON.stringify(message) }));

export const handler = async (event) => {
  const order = { id: randomUUID(), ...JSON.parse(event.body ?? "{}") };
  await send(needs.workerOrdersQueue, order);
  await send(needs.workerMailsQueue, { id: order.id, to: order.mail });
  return { statusCode: 202, body: JSON.stringify({ id: order.id }) };
};
