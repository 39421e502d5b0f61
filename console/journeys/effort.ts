import { appendFileSync } from 'node:fs';
import { afterEach, beforeEach } from 'vitest';

/** Where what each journey takes a person is written to, a line of JSON for each; none: nowhere. */
const file = process.env['HERALD_EFFORT'];
/** One for all journeys, each of which reads this file anew. */
const effort: { presses: number; began: number } = ((
  globalThis as { heraldEffort?: typeof effort }
).heraldEffort ??= { presses: 0, began: 0 });

export const counted = file !== undefined;

/** A press of the mouse button. */
export function pressed() {
  effort.presses += 1;
}

if (counted) {
  beforeEach(() => {
    effort.presses = 0;
    effort.began = Date.now();
  });

  afterEach(({ task }) => {
    const seconds = Math.round((Date.now() - effort.began) / 100) / 10;
    const job = [task.suite?.name, task.name].filter(Boolean).join(' ');
    appendFileSync(file!, `${JSON.stringify({ job, presses: effort.presses, seconds })}\n`);
  });
}
