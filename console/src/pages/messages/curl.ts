import type { Message } from '../../api/shapes';

type MessageFile = NonNullable<Message['attachments']>[number];

/** How a program would ask for the same again, by this channel alone: a command for a shell. */
export function curlOf(message: Message, origin: string): string {
  const body = {
    application: message.application.code,
    node: message.node,
    tenant: message.tenant,
    to: [message.recipient ? { recipient: message.recipient } : { [addressName(message)]: '…' }],
    channels: [message.channel],
    data: message.variables ?? {},
    ...(message.attachments?.length && { attachments: message.attachments.map(attachment) }),
  };
  return [
    `curl -X POST ${origin}/v1/messages`,
    `-H "Authorization: Bearer $HERALD_KEY"`,
    `-H 'Content-Type: application/json'`,
    `-d ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}

/** What it says of a URL is not shown to people: it may be a key to the file. */
function attachment({ file, name, host, contentId }: MessageFile) {
  return {
    ...(file ? { file } : { url: `https://${host}/…` }),
    name,
    ...(contentId && { contentId }),
  };
}

function addressName(message: Message): string {
  return message.channel === 'sms' ? 'phone' : message.channel;
}

/** A word for a shell, whatever is in it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
