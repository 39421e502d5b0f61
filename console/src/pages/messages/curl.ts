import type { Message } from '../../api/shapes';

/** How a program would ask for the same again, by this channel alone: a command for a shell. */
export function curlOf(message: Message, origin: string): string {
  const body = {
    application: message.application.code,
    node: message.node,
    tenant: message.tenant,
    to: [message.recipient ? { recipient: message.recipient } : { [addressName(message)]: '…' }],
    channels: [message.channel],
    data: message.variables ?? {},
  };
  return [
    `curl -X POST ${origin}/v1/messages`,
    `-H "Authorization: Bearer $HERALD_KEY"`,
    `-H 'Content-Type: application/json'`,
    `-d ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}

function addressName(message: Message): string {
  return message.channel === 'sms' ? 'phone' : message.channel;
}

/** A word for a shell, whatever is in it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
