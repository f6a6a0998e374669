import { z } from 'zod';
import { id, isoDate, text } from '../../db/domain/field';
import { filingCodes } from '../../db/domain/filing/filing';
import {
  authorityDraft,
  emptyAuthority,
  paperSubject,
  profileDraft,
  supervisionSubjects,
  type AuthorityDraft,
  type ProfileDraft,
} from '../../db/domain/filing/handover';
import {
  addresseesOf,
  authorityRow,
  formerRecipients,
  listAuthorities,
  mergeAuthorities,
  profileRow,
  type AuthorityView,
} from '../../db/query/authority';
import { readEnterprise } from '../../db/query/enterprise';
import type { Writer } from '../../db/writer';
import { paperOf } from '../filing/papers';
import type { Content } from '../workspace/content';
import { notFound, refuse } from './failure';
import { command, query } from './procedure';

const revision = z.number().int();

/** 接收单位: whom papers are handed to, with what each wants. */
export const list = query(
  z.object({
    text: z.string().max(100).default(''),
    subject: z.enum(supervisionSubjects).optional(),
    withRetired: z.boolean().default(false),
  }),
  ({ db, today, content }, asked) => listAuthorities(db, today, asked).map(withRegion(content)),
);

/** Papers that can be handed over, with their formats; letter and receipt come with every package. */
export const papers = query(z.object({}), () =>
  filingCodes
    .filter((code) => code !== 'F40' && code !== 'F41')
    .map((code) => ({
      code,
      title: code.startsWith('F') ? `${code} ${paperOf[code].title}` : paperOf[code].title,
      formats: paperOf[code].formats,
    })),
);

/** Whom a paper may be addressed to, the likeliest first. */
export const addressees = query(
  z.object({ code: z.string().max(20), regionCode: z.string().max(12).optional() }),
  ({ db, today, content }, { code, regionCode }) => ({
    subject: paperSubject(code) ?? null,
    rows: addresseesOf(db, today, code, regionCode).map(withRegion(content)),
  }),
);
const withRegion =
  (content: Content) =>
  <Entry extends AuthorityView>(entry: Entry): Entry & { region: string } => ({
    ...entry,
    region: entry.regionCode === '' ? '' : content.regionName(entry.regionCode),
  });

function requireSound(db: Writer, { name, validFrom, validTo }: AuthorityDraft, own: string | null): void {
  const other = db.value<string>('SELECT id FROM authority WHERE name = ? AND validTo IS NULL AND id <> ?', [name, own ?? '']);
  if (other !== undefined && validTo === null) throw refuse('unique', 'name', { value: name });
  if (validFrom !== null && validTo !== null && validTo < validFrom) throw refuse('dateOrder', 'validTo', { date: validFrom });
}

export const create = command(z.object({ draft: authorityDraft }), ({ db }, { draft }) => {
  requireSound(db, draft, null);
  return { id: db.insert('authority', authorityRow(draft)).id };
});

export const update = command(z.object({ id, revision, draft: authorityDraft }), ({ db }, { id, revision, draft }) => {
  requireSound(db, draft, id);
  db.update('authority', id, authorityRow(draft), revision);
  return { id };
});

/** It is not addressed any more from a day on; papers and hand-overs before it stay. */
export const retire = command(z.object({ id, revision, on: isoDate }), ({ db }, { id, revision, on }) => {
  const from = db.find('authority', id)?.validFrom;
  if (typeof from === 'string' && on < from) throw refuse('dateOrder', 'on', { date: from });
  db.update('authority', id, { validTo: on }, revision);
  return { id };
});

/** Two names of one body: what hangs on the others goes to the one that stays. */
export const merge = command(z.object({ keep: id, others: z.array(id).min(1).max(50) }), ({ db, today }, { keep, others }) => {
  if (others.includes(keep)) throw refuse('mergeSelf', 'others');
  const [stays, ...rest] = [keep, ...new Set(others)].map((one) => {
    const row = db.find('authority', one);
    if (!row) throw notFound('authority');
    return row;
  });
  return { id: keep, merged: rest.length, ...mergeAuthorities(db, today, stays!, rest) };
});

/** 从以往的报送函取: names that papers were addressed to and that are no authority yet. */
export const former = query(z.object({}), ({ db }) => formerRecipients(db));

/** Makes authorities of names that papers were addressed to before, with what letters to them always said. */
export const adopt = command(z.object({ names: z.array(text(200).min(1)).min(1).max(200) }), ({ db, content }, { names }) => {
  const known = new Map(formerRecipients(db).map((recipient) => [recipient.name, recipient]));
  const place = readEnterprise(db).regionCode;
  const ids = [...new Set(names)].map((name) => {
    const recipient = known.get(name);
    if (!recipient) throw refuse('unique', 'names', { value: name });
    const { kind, subjects, letter } = recipient;
    const row = db.insert(
      'authority',
      authorityRow({ ...emptyAuthority, name, kind, subjects, regionCode: regionIn(content, name, place) }),
    );
    if (Object.values(letter).some((stated) => stated !== ''))
      insertProfile(
        db,
        row.id,
        profileDraft.parse({ name: '报送要求', letter: { ...letter, style: kind === 'superior' ? 'report' : 'letter' } }),
      );
    return row.id;
  });
  return { ids };
});

/** The region that a name begins with or holds, the nearest where several are called so: 九原区应急管理局. */
function regionIn(content: Content, name: string, place: string): string {
  const near = (code: string) => [6, 4, 2].findIndex((length) => code.slice(0, length) === place.slice(0, length)) >>> 0;
  const found = content
    .regions()
    .filter((region) => region.level !== 'nation' && name.includes(region.name))
    .sort((a, b) => b.code.replace(/(00)+$/, '').length - a.code.replace(/(00)+$/, '').length || near(a.code) - near(b.code));
  return found[0]?.code ?? '';
}

const insertProfile = (db: Writer, authorityId: string, draft: ProfileDraft): string =>
  db.insert('handoverProfile', { ...profileRow(draft), authorityId }).id;

function requireProfile({ papers }: ProfileDraft): void {
  const seen = new Set<string>();
  for (const { code, formats } of papers) {
    if (seen.has(code)) throw refuse('unique', 'papers', { value: code });
    seen.add(code);
    const odd = formats.find((format) => !paperOf[code].formats.includes(format));
    if (odd !== undefined) throw refuse('format', 'papers', { code, formats: paperOf[code].formats.join('、') });
  }
}

/** 报送要求 of an authority. */
export const createProfile = command(z.object({ authorityId: id, draft: profileDraft }), ({ db }, { authorityId, draft }) => {
  if (!db.find('authority', authorityId)) throw notFound('authority');
  requireProfile(draft);
  return { id: insertProfile(db, authorityId, draft) };
});

export const updateProfile = command(z.object({ id, revision, draft: profileDraft }), ({ db }, { id, revision, draft }) => {
  requireProfile(draft);
  db.update('handoverProfile', id, profileRow(draft), revision);
  return { id };
});

export const removeProfile = command(z.object({ id, revision }), ({ db }, { id, revision }) => {
  db.remove('handoverProfile', id, revision);
  return { id };
});
