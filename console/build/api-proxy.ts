import type { ProxyOptions } from 'vite';

const API = ['/v1', '/sandbox/', '/docs', '/actuator', '/login', '/p/'];

/** Lets `npm run dev` use a server that runs elsewhere (HERALD_URL). */
export function apiProxy(): Record<string, ProxyOptions> {
  const target = process.env['HERALD_URL'] ?? 'http://localhost:8480';
  return Object.fromEntries(API.map((path) => [path, { target, changeOrigin: true }]));
}
