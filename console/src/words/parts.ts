/** Words of one language under the names of their folders. */
export type Bundle = Record<string, unknown>;

export function byPart(files: Record<string, unknown>): Bundle {
  return Object.fromEntries(
    Object.entries(files).map(([path, words]) => [path.split('/').at(-2)!, words]),
  );
}
