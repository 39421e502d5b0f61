import { byPart } from './parts';

export default byPart(
  import.meta.glob(['../pages/*/words.ts', '!../pages/{find,messages}/words.ts'], {
    eager: true,
    import: 'en',
    query: '?only=en',
  }),
);
