/** The same keys as the English words, each with a text: what is not translated does not compile. */
export type Like<T> = { [K in keyof T]: T[K] extends string ? string : Like<T[K]> };
