import {
  kindOfName,
  maskFields,
  nearness,
  paperSubject,
  subjectsOfKind,
  type AuthorityDraft,
  type AuthorityKind,
  type Mask,
  type MaskField,
  type ProfileDraft,
  type SupervisionSubject,
} from '../domain/filing/handover';
import type { Reader } from '../handle';
import type { NewRow, Row } from '../tables';
import type { Writer } from '../writer';
import { moveAttachments } from './attachment';
import { readEnterprise } from './enterprise';

export interface ProfileView extends ProfileDraft {
  id: string;
  revision: number;
  authorityId: string;
}
export interface AuthorityView extends AuthorityDraft {
  id: string;
  revision: number;
  profiles: ProfileView[];
  /** Issued papers that were made for it, and the day of the last hand-over. */
  filings: number;
  sentOn: string | null;
}

const plainLetter: ProfileDraft['letter'] = { style: 'letter', subject: '', basis: '', body: '', signer: '', copyTo: '' };

function readProfile({ createdAt: _a, createdBy: _b, updatedAt: _c, validTo: _d, ...row }: Row<'handoverProfile'>): ProfileView {
  return {
    ...row,
    papers: JSON.parse(row.papers) as ProfileDraft['papers'],
    mask: JSON.parse(row.mask) as Mask,
    letter: { ...plainLetter, ...(JSON.parse(row.letter) as Partial<ProfileDraft['letter']>) },
    accidentEdition: row.accidentEdition as ProfileDraft['accidentEdition'],
    fileNames: row.fileNames as ProfileDraft['fileNames'],
    withReceipt: row.withReceipt === 1,
  };
}

/** A profile as its row is stored. */
export const profileRow = (draft: ProfileDraft): Omit<NewRow<'handoverProfile'>, 'authorityId'> => ({
  ...draft,
  papers: JSON.stringify(draft.papers),
  mask: JSON.stringify(draft.mask),
  letter: JSON.stringify(draft.letter),
  withReceipt: draft.withReceipt ? 1 : 0,
});
export const authorityRow = (draft: AuthorityDraft): NewRow<'authority'> => ({ ...draft, subjects: JSON.stringify(draft.subjects) });

type StoredAuthority = Omit<AuthorityView, 'subjects' | 'profiles'> & { subjects: string };
/** In force on a day: `validTo` is the first day on which it is not any more. */
const valid = (alias: string): string =>
  `(${alias}.validFrom IS NULL OR ${alias}.validFrom <= @day) AND (${alias}.validTo IS NULL OR ${alias}.validTo > @day)`;

/** Bodies that papers are handed to, by their place and name. */
export function listAuthorities(
  reader: Reader,
  day: string,
  {
    id,
    text = '',
    subject,
    withRetired = false,
  }: { id?: string; text?: string; subject?: SupervisionSubject | undefined; withRetired?: boolean },
): AuthorityView[] {
  const rows = reader.all<StoredAuthority>(
    `SELECT a.id, a.revision, a.name, a.shortName, a.kind, a.subjects, a.regionCode, a.area, a.salutation, a.address, a.contactName, a.phone,
        a.remark, a.sort, a.validFrom, a.validTo, (SELECT count(*) FROM filing f WHERE f.authorityId = a.id) AS filings,
        (SELECT max(e."on") FROM filing f JOIN filingEvent e ON e.filingId = f.id AND e.state = 'sent' WHERE f.authorityId = a.id) AS sentOn
      FROM authority a
      WHERE (@id IS NULL OR a.id = @id) AND (@withRetired = 1 OR @id IS NOT NULL OR ${valid('a')})
        AND (@subject IS NULL OR EXISTS (SELECT 1 FROM json_each(a.subjects) WHERE value = @subject))
        AND (a.name LIKE @like ESCAPE '\\' OR a.shortName LIKE @like ESCAPE '\\' OR a.area LIKE @like ESCAPE '\\' OR a.contactName LIKE @like ESCAPE '\\')
      ORDER BY a.validTo IS NOT NULL, a.sort, a.name, a.id`,
    {
      day,
      id: id ?? null,
      withRetired: withRetired ? 1 : 0,
      subject: subject ?? null,
      like: `%${text.replaceAll(/[%_\\]/g, '\\$&')}%`,
    },
  );
  const profiles = Map.groupBy(
    reader.all<Row<'handoverProfile'>>('SELECT * FROM handoverProfile WHERE validTo IS NULL ORDER BY createdAt, id').map(readProfile),
    ({ authorityId }) => authorityId,
  );
  return rows.map((row) => ({
    ...row,
    subjects: JSON.parse(row.subjects) as SupervisionSubject[],
    profiles: profiles.get(row.id) ?? [],
  }));
}

export interface Addressee extends AuthorityView {
  /** Answers for the subject of the paper in the area of the enterprise. */
  fits: boolean;
}

/** Whom a paper may be addressed to, those first that answer for its subject and sit nearest. */
export function addresseesOf(reader: Reader, day: string, code: string, place = readEnterprise(reader).regionCode): Addressee[] {
  const subject = paperSubject(code);
  return listAuthorities(reader, day, {})
    .map((authority) => {
      const near = nearness(authority.regionCode, place);
      const answers = subject === undefined || authority.subjects.includes(subject);
      return { ...authority, near, answers, fits: answers && near >= 0 };
    })
    .sort((a, b) => Number(b.fits) - Number(a.fits) || Number(b.answers) - Number(a.answers) || b.near - a.near || a.sort - b.sort)
    .map(({ near: _near, answers: _answers, ...authority }) => authority);
}

/** An authority by its name and salutation, and the personal data that its papers leave out: what any of its profiles leaves out. */
export function addresseeOf(reader: Reader, authorityId: string): { name: string; salutation: string; fields: MaskField[] } | null {
  const row = reader.get<{ name: string; salutation: string }>('SELECT name, salutation FROM authority WHERE id = ?', [authorityId]);
  if (row === undefined) return null;
  const masks = reader
    .column<string>('SELECT mask FROM handoverProfile WHERE authorityId = ? AND validTo IS NULL', [authorityId])
    .map((mask) => JSON.parse(mask) as Mask);
  return { ...row, fields: maskFields.filter((field) => masks.some((mask) => mask[field] === true)) };
}

/** A recipient of former papers, or one named in the profile of the enterprise, that is no authority yet. */
export interface FormerRecipient {
  name: string;
  kind: AuthorityKind;
  subjects: SupervisionSubject[];
  source: 'regulator' | 'ohRegulator' | 'letter' | 'filing';
  /** Papers that went to it, and the day of the last. */
  filings: number;
  lastOn: string | null;
  /** What the last letter to it said every time. */
  letter: { basis: string; subject: string; signer: string };
}

const noLetter = { basis: '', subject: '', signer: '' };
const separated = /[、；;，,\n]+/u;

/** Names that papers were addressed to before there was a list of authorities. */
export function formerRecipients(reader: Reader): FormerRecipient[] {
  const { regulator, ohRegulator } = readEnterprise(reader);
  const known = new Set(
    reader
      .all<{ name: string; shortName: string }>('SELECT name, shortName FROM authority')
      .flatMap(({ name, shortName }) => [name, shortName]),
  );
  const found = new Map<string, FormerRecipient>();
  const add = (stated: string, source: FormerRecipient['source'], more: Partial<FormerRecipient> = {}) => {
    const name = stated.trim();
    if (name === '' || known.has(name)) return;
    const kind = kindOfName(name);
    const subjects = source === 'ohRegulator' ? ['health' as const] : subjectsOfKind(kind);
    found.set(name, { name, kind, subjects, source, filings: 0, lastOn: null, letter: noLetter, ...found.get(name), ...more });
  };
  for (const name of regulator.split(separated)) add(name, 'regulator');
  for (const name of ohRegulator.split(separated)) add(name, 'ohRegulator');
  for (const [name, letter] of lettersRemembered(reader)) add(name, 'letter', { letter });
  for (const { addressee, filings, lastOn } of reader.all<{ addressee: string; filings: number; lastOn: string }>(
    `SELECT addressee, count(*) AS filings, max(compiledOn) AS lastOn FROM filing WHERE addressee <> '' AND authorityId IS NULL GROUP BY addressee ORDER BY lastOn DESC`,
  ))
    add(addressee, 'filing', { filings, lastOn });
  return [...found.values()];
}

/** Recipients of former letters with what was stated each time, as the page of the letter remembers them. */
function lettersRemembered(reader: Reader): [string, FormerRecipient['letter']][] {
  const stored = reader.value<string>(`SELECT value FROM preference WHERE key = 'filing.letter'`);
  const recipients = stored === undefined ? [] : ((JSON.parse(stored) as { recipients?: unknown } | null)?.recipients ?? []);
  if (!Array.isArray(recipients)) return [];
  return recipients.flatMap((entry: unknown) => {
    if (!Array.isArray(entry) || typeof entry[0] !== 'string') return [];
    const { basis = '', subject = '', signer = '' } = (entry[1] ?? {}) as Partial<FormerRecipient['letter']>;
    return [[entry[0], { basis, subject, signer }] as [string, FormerRecipient['letter']]];
  });
}

/** Rows that name an authority; what went to one that is merged goes on with the one that stays. */
const ofAuthority = ['handoverProfile', 'authorityForm', 'filing', 'submission'] as const;

/** Gives everything of some authorities to another one; they end, so that old papers keep the names they were addressed to. */
export function mergeAuthorities(
  db: Writer,
  today: string,
  keep: Row<'authority'>,
  others: readonly Row<'authority'>[],
): { moved: number } {
  let moved = 0;
  for (const other of others) {
    for (const subject of ofAuthority)
      for (const id of db.column<string>(`SELECT id FROM "${subject}" WHERE authorityId = ?`, [other.id])) {
        db.update(subject, id, { authorityId: keep.id });
        moved += 1;
      }
    moveAttachments(db, 'authority', other.id, keep.id);
    db.update('authority', other.id, { validTo: other.validFrom !== null && other.validFrom > today ? other.validFrom : today });
  }
  const all = [keep, ...others];
  const filled = (column: 'shortName' | 'area' | 'regionCode' | 'address' | 'contactName' | 'phone' | 'salutation') =>
    all.map((row) => row[column]).find((value) => value !== '') ?? '';
  db.update('authority', keep.id, {
    subjects: JSON.stringify([...new Set(all.flatMap(({ subjects }) => JSON.parse(subjects) as string[]))]),
    shortName: filled('shortName'),
    area: filled('area'),
    regionCode: filled('regionCode'),
    address: filled('address'),
    contactName: filled('contactName'),
    phone: filled('phone'),
    salutation: filled('salutation'),
  });
  return { moved };
}
