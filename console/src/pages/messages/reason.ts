import type { Words } from '../../words';

type Because = keyof Words['messages']['because'];

/** A sentence of Herald's own in a trace, taken apart. */
export interface Reason {
  says: Because;
  with: Record<string, string>;
}

/**
 * What Herald says by itself, as the server writes it. Named groups are the sentence's values; one
 * called `reason` is a sentence again, Herald's or a provider's.
 */
const SENTENCES: [says: Because, written: RegExp][] = [
  ['goingOn', /^(?<reason>.+); going on by (?<channel>\S+)$/s],
  ['givenUp', /^given up after (?<attempts>\d+) attempts, the last one: (?<reason>.+)$/s],
  ['held', /^(?<reason>.+); a repeat could be a double, so it is held$/s],
  ['leftToAPerson', /^(?<reason>.+); asked (?<times>\d+) times, a person decides$/s],
  ['cannotBeAsked', /^the provider can't be asked; a person decides$/],
  ['taken', /^the provider took it$/],
  ['takenAfterAll', /^the provider has it after all$/],
  ['noReport', /^the provider has no report of it$/],
  ['noTelling', /^the answer does not tell whether it was taken$/],
  [
    'closedTarget',
    /^(?<host>\S+) is not a public address; an administrator of the server can list it in herald\.egress\.private-targets(?:, and the source must say allowPrivate)?$/,
  ],
  ['headerAbsent', /^the header (?<header>\S+) has an absent part; /],
  ['addressAbsent', /^the address has an absent part$/],
  ['bodyAbsent', /^(?:all of the body is absent|the body has an absent part)$/],
  ['pathUpwards', /^the address's path leads upwards$/],
  ['noAnswer', /^no answer within the deadline$/],
  ['expired', /^it was worth sending until (?<time>\S+)$/],
  ['unlisted', /^the key that it was submitted with reaches only the addresses on its list$/],
  ['unrenderable', /^the template could not be rendered: (?<reason>.+)$/s],
  ['noConnector', /^there is no connector '(?<connector>.+)'$/],
  ['noSource', /^no source serves channel (?<channel>\S+) for this tenant$/],
  ['atCap', /^source (?<source>\S+) is at its rate cap \(\[?(?<caps>.*?)]?\)$/],
  [
    'ahead',
    /^(?<count>\d+)(?: or more)? of its tenant's messages on (?<channel>\S+) are before it, at (?<sources>.+)$/,
  ],
  ['busy', /^source (?<source>\S+) has as many calls under way as it answers well$/],
  [
    'destinationBusy',
    /^source (?<source>\S+) has as many calls under way to this destination as it answers well$/,
  ],
  ['destinationLeftAlone', /^source (?<source>\S+) was told to leave this destination alone$/],
  [
    'noneFits',
    /^no source of channel (?<channel>\S+) takes (?<content>\S+) to (?<kind>\S+); there are (?<sources>.+)$/,
  ],
  ['resting', /^source (?<source>\S+) fails, and rests before it is tried again$/],
  ['leftAlone', /^source (?<source>\S+) asked to be left alone$/],
  ['sourcesPaused', /^every source that could send it is paused: \[(?<sources>.*)]$/],
  [
    'nodePausedFor',
    /^node (?<key>\S+) is paused by (?<by>\S+) since (?<time>\S+): (?<reason>.+)$/s,
  ],
  [
    'lanePausedFor',
    /^lane (?<key>\S+) is paused by (?<by>\S+) since (?<time>\S+): (?<reason>.+)$/s,
  ],
  ['nodePaused', /^node (?<key>\S+) is paused by (?<by>\S+) since (?<time>\S+)$/],
  ['lanePaused', /^lane (?<key>\S+) is paused by (?<by>\S+) since (?<time>\S+)$/],
  ['stopping', /^(?:source \S+ was not called, since )?the process is stopping$/],
  ['notOwned', /^the process could not prove that it still owns the message$/],
  ['calledOff', /^called off by (?<by>.+)$/],
  ['looked', /^looked at the address and the variables unmasked$/],
  ['sentAgain', /^sent again as a new message$/],
];

/** Null for what a provider said: that stays as it came. */
export function reasonIn(text: string): Reason | null {
  for (const [says, written] of SENTENCES) {
    const found = written.exec(text);
    if (found) return { says, with: { ...found.groups } };
  }
  return null;
}
