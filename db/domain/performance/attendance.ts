import type { AttendeeDraft } from './committee';

/** A name as it stands in a pasted list. */
export interface PastedName {
  name: string;
  title: string;
  isPresent: boolean;
  note: string;
}

/** Most names taken from one paste. */
const mostNames = 500;

const absence = /请假|缺席|未到|出差|公出|病假|事假/;
const heads = /^(姓名|序号|参会人员|出席人员|签到|名单)$/;
/** 张　三 and 张 三 are written for the eye: a name of Chinese characters has no blanks. */
const joined = (name: string): string => (/^[\p{Script=Han}\s·]+$/u.test(name) ? name.replaceAll(/\s+/g, '') : name.trim());

/**
 * Names of a pasted list: a column of Excel (name, then post), lines, or names between 、 and commas. 张三（请假） did not come; what else
 * stands in brackets is the post. A running number in front is left out, and each name is taken once.
 */
export function readNames(pasted: string): PastedName[] {
  const found = new Map<string, PastedName>();
  for (const line of pasted.normalize('NFC').split(/\r?\n/)) {
    const cells = line.includes('\t')
      ? [line.split('\t').map((cell) => cell.trim())]
      : line.split(/[、，,；;]/).map((part) => [part.trim()]);
    for (const row of cells) {
      const [stated = '', ...rest] = row.filter((cell) => !/^\d*[.．、]?$/.test(cell));
      const [, bare = '', bracketed = ''] = /^(?:\d+[.．)）\s]+)?([^（(]*)(?:[（(]([^）)]*)[）)])?/.exec(stated) ?? [];
      const name = joined(bare);
      if (name === '' || name.length > 60 || heads.test(name) || found.has(name)) continue;
      const words = [bracketed.trim(), ...rest].filter((word) => word !== '');
      const note = words.find((word) => absence.test(word)) ?? '';
      const title = words.find((word) => word !== note && !/^(是|√|✓|到|已到|出席)$/.test(word)) ?? '';
      found.set(name, { name, title: title.slice(0, 100), isPresent: note === '', note: note.slice(0, 200) });
    }
  }
  return [...found.values()].slice(0, mostNames);
}

export interface KnownPerson {
  id: string;
  name: string;
  title: string;
}

/** Names beside the people they belong to: one bearer is found, several or none leave it open. */
export function matchNames(names: readonly PastedName[], people: readonly KnownPerson[]): (AttendeeDraft & { bearers: number })[] {
  const byName = new Map<string, KnownPerson[]>();
  for (const person of people) byName.set(person.name, [...(byName.get(person.name) ?? []), person]);
  return names.map(({ title, ...pasted }) => {
    const bearers = byName.get(pasted.name) ?? [];
    const [person] = bearers;
    const isSure = person !== undefined && bearers.length === 1;
    return { ...pasted, personId: isSure ? person.id : null, title: title || (isSure ? person.title : ''), bearers: bearers.length };
  });
}
