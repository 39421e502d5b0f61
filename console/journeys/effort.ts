import { appendFileSync } from 'node:fs';
import { afterEach, beforeEach } from 'vitest';

/** Where what each journey takes a person is written to, a line of JSON for each; none: nowhere. */
const file = process.env['HERALD_EFFORT'];
let presses = 0;
let began = 0;

export const counted = file !== undefined;

/** A press of the mouse button. */
export function pressed() {
  presses += 1;
}

if (counted) {
  beforeEach(() => {
    presses = 0;
    began = Date.now();
  });

  afterEach(({ task }) => {
    const seconds = Math.round((Date.now() - began) / 100) / 10;
    const job = [task.suite?.name, task.name].filter(Boolean).join(' ');
    appendFileSync(file!, `${JSON.stringify({ job, presses, seconds })}\n`);
  });
}
