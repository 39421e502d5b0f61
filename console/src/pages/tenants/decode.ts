/**
 * The text of a file that a spreadsheet wrote: UTF-8, UTF-16 with a byte order mark, or else
 * GB18030, which is what Excel writes for Chinese.
 *
 * @returns with U+FFFD in it when the file is in none of them
 */
export function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
