import type { Language, Words } from '../src/words';

/** All words of the console. */
export async function wordsOf(language: Language): Promise<Words> {
  const [first, rest] =
    language === 'en'
      ? await Promise.all([import('../src/words/first.en'), import('../src/words/rest.en')])
      : await Promise.all([import('../src/words/first.zh'), import('../src/words/rest.zh')]);
  return { ...first.default, ...rest.default } as unknown as Words;
}
