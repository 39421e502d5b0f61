/** What a new definition begins with: all that each needs, to be written over. */
export function starter(server: string): string {
  return `# yaml-language-server: $schema=${server}/connector.schema.json
connector: my-chat
channel: my-chat
label: { en: My chat, zh: 我的聊天工具 }
destination: user
contents: [text]
source:
  url: { required: true, pattern: "https?://[^/]+" }
  token: { required: true, secret: true }
request:
  post: \${source.url}/messages
  headers: { Authorization: "Bearer \${source.token}" }
  json: { to: "\${destination}", text: "\${content.text}" }
answer:
  success: 2xx
ambiguous: hold
`;
}
