import { describe, expect, it } from 'vitest';
import type { Connector } from '../../api/shapes';
import { fieldsOf, KEPT, movedBy, specOf } from './source';

const connector = {
  name: 'smtp',
  channel: 'email',
  label: {},
  destination: 'email',
  caps: [],
  ambiguity: 'resend',
  contents: ['Email'],
  origin: 'JAR',
  hides: [],
  version: '1',
  definition: false,
  fields: [
    { name: 'host', secret: false, required: true, label: {}, help: {}, target: true },
    {
      name: 'port',
      secret: false,
      required: false,
      label: {},
      help: {},
      target: true,
      fallback: '587',
    },
    { name: 'from', secret: false, required: false, label: {}, help: {}, target: false },
    { name: 'password', secret: true, required: true, label: {}, help: {}, target: false },
  ],
} as Connector;

const source = {
  code: 'acme-mail',
  channel: 'email',
  connector: 'smtp',
  settings: { host: 'smtp.acme.example', password: KEPT },
  paused: true,
};

describe('the form of a source', () => {
  it('never shows a secret, and keeps one that is not typed anew', () => {
    const fields = fieldsOf(source);
    expect(fields.settings).toEqual({ host: 'smtp.acme.example' });
    expect(specOf(fields, connector, source)).toMatchObject({
      settings: { host: 'smtp.acme.example', password: KEPT },
      paused: true,
    });
  });

  it('sends a secret that was typed', () => {
    const fields = { ...fieldsOf(source), settings: { host: 'h', password: 'new' } };
    expect(specOf(fields, connector, source).settings).toEqual({ host: 'h', password: 'new' });
  });

  it('asks for a secret again when it would go elsewhere', () => {
    const moved = (settings: Record<string, string>) => movedBy(connector, source, settings);
    expect(moved({ host: 'smtp.acme.example', from: 'a@b.c', port: '587' })).toBeUndefined();
    expect(moved({ host: 'evil.example' })).toBe('host');
    expect(moved({ host: 'smtp.acme.example', port: '25' })).toBe('port');
    expect(movedBy(connector, undefined, { host: 'new.example' })).toBeUndefined();
  });

  it('leaves out what is empty', () => {
    const spec = specOf({ code: 'x', settings: { host: '' }, caps: ' \n' }, connector, undefined);
    expect(spec).toEqual({ connector: 'smtp', settings: {} });
  });

  it('takes a cap from each line', () => {
    const spec = specOf(
      { code: 'x', caps: '20 per minute\n\n1 per second ' },
      connector,
      undefined,
    );
    expect(spec.caps).toEqual(['20 per minute', '1 per second']);
  });
});
