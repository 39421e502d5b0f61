import { describe, expect, it } from 'vitest';
import { readPlan, sampleOf, variablesOf, writePlan } from './node';

describe('a plan', () => {
  it('is read in each of its three forms and written as short as it can be', () => {
    for (const plan of ['email', { every: ['email', 'sms'] }, { fallback: ['sms', 'email'] }]) {
      expect(writePlan(readPlan(plan))).toEqual(plan);
    }
  });
});

describe('a schema', () => {
  const schema = {
    type: 'object',
    properties: {
      name: { type: 'string' },
      code: { type: 'string', pattern: '^[0-9]{4}$', 'x-secret': true },
      currency: { type: 'string', enum: ['CNY', 'USD'] },
      on: { type: 'string', format: 'date' },
      grants: {
        type: 'array',
        items: { type: 'object', properties: { shares: { type: 'integer', minimum: 5000 } } },
      },
    },
  };

  it('names its variables, also those inside of lists', () => {
    expect(variablesOf(schema).map(({ name }) => name)).toEqual([
      'name',
      'code',
      'currency',
      'on',
      'grants',
      'grants.shares',
    ]);
    expect(variablesOf(schema)[1]).toEqual({
      name: 'code',
      type: 'string',
      secret: true,
      label: '',
      required: false,
      sample: '1234',
    });
  });

  it('makes a sample that it accepts itself', () => {
    expect(sampleOf(schema)).toMatchObject({
      code: '1234',
      currency: 'CNY',
      on: '2026-12-01',
      grants: [{ shares: 5000 }, { shares: 5000 }],
    });
  });
});
