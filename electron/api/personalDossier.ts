import { z } from 'zod';
import { fieldName } from '../../db/domain/fieldWords';
import { id, isoDate, text } from '../../db/domain/field';
import { erasedName } from '../../db/domain/personal/places';
import { readEnterprise } from '../../db/query/enterprise';
import { erasePerson, readDossier } from '../../db/query/personal';
import { noteRiskChange } from '../../db/query/roundRisk';
import { composeDossier, type PlaceLine } from '../filing/handover/dossier';
import { safeFileName } from '../workspace/file';
import { words } from '../workspace/words';
import { conflict, notFound, refuse } from './failure';
import { bytesOf, copyTo } from './paper';
import { command, task, type TaskScene } from './procedure';

interface Retentions {
  law: string;
  entries: { id: string; text: string; yearsAfterLeaving: number | null }[];
}

/** What is stored about a person, place by place in words, and why it stays. Reads everything, hence a task. */
export const dossier = task(z.object({ id }), (scene, input) => Promise.resolve(told(scene, input.id)));

/** The same as a paper for the person concerned; `file` empty asks the user where. */
export const printDossier = task(z.object({ id, format: z.enum(['pdf', 'docx']), file: z.string().max(2000) }), async (scene, input) => {
  const { lines, law, found } = told(scene, input.id);
  const { name: enterprise, uscc } = readEnterprise(scene.db);
  const document = composeDossier(found, lines, { enterprise, uscc, law, on: scene.today });
  const bytes = await bytesOf(scene, document, input.format);
  return { file: await copyTo(scene, input.file, safeFileName(`${document.head.title} ${found.person.name}.${input.format}`), bytes) };
});

function told({ db, today, content }: TaskScene, personId: string) {
  const found = db.snapshot(() => readDossier(db, personId, today));
  if (!found) throw notFound('person');
  const { law, entries } = content.json<Retentions>('retention@1.json');
  const t = words(content).t;
  const say = (key: string, params: Record<string, string | number> = {}): string => t(key, params);
  const lines = found.places.map(({ subject, column, count, retention }): PlaceLine => ({
    record: say(`failure:subject.${subject}`),
    field: fieldName(say, column),
    count,
    why: entries.find((entry) => entry.id === retention)?.text ?? '',
  }));
  const years = entries.find((entry) => entry.id === 'person')?.yearsAfterLeaving ?? 0;
  const { leftOn } = found.person;
  return { found, lines, law, keepUntil: leftOn === null ? null : later(leftOn, years) };
}

/** The same day some years later. */
const later = (day: string, years: number): string => `${Number(day.slice(0, 4)) + years}${day.slice(4).replace('-02-29', '-02-28')}`;

/**
 * Removes the personal data of somebody who has left; never undone. What the work itself needs stays and is listed. A hold in force
 * refuses; a period of keeping of our own making does not, it is told beforehand.
 */
export const erase = command(
  z.object({ id, revision: z.number().int(), basis: text(500).min(1), name: text(60) }),
  ({ db, today }, { id: personId, revision, basis, name }) => {
    const found = readDossier(db, personId, today);
    if (!found) throw notFound('person');
    const { person, holds } = found;
    if (person.revision !== revision) throw conflict('conflict', { subject: 'person' });
    if (holds.length > 0) throw conflict('erase.held', { title: holds[0]!.title });
    if (person.leftOn === null || person.leftOn > today) throw conflict('erase.stillHere', { name: person.name });
    if (person.name === erasedName) throw conflict('erase.done');
    // Typed once more by whoever asks for what cannot be undone.
    if (name !== person.name) throw refuse('eraseName', 'name', { name: person.name });
    const risks = db.column<string>('SELECT id FROM risk WHERE ownerId = @id OR leaderId = @id', { id: personId });
    const erased = erasePerson(db, found, basis);
    for (const risk of risks) noteRiskChange(db, today, risk);
    return erased;
  },
);

/** A demand to keep, of one person's data or, without one, of all: while it is in force nothing of it is removed. */
export const hold = command(
  z.object({ title: text(100).min(1), reason: text(500).min(1), personId: id.nullable(), from: isoDate }),
  ({ db }, { title, reason, personId, from }) => {
    if (personId !== null && !db.find('person', personId)) throw notFound('person');
    const subject = personId === null ? {} : { subject: 'person', subjectId: personId };
    return { id: db.insert('legalHold', { title, reason, ...subject, validFrom: from, validTo: null }).id };
  },
);

/** The demand is out of force from a day on. */
export const release = command(z.object({ id, revision: z.number().int(), on: isoDate }), ({ db }, { id: holdId, revision, on }) => {
  const known = db.find('legalHold', holdId);
  if (!known) throw notFound('legalHold');
  if (on < known.validFrom) throw refuse('dateOrder', 'on', { date: known.validFrom });
  db.update('legalHold', holdId, { validTo: on }, revision);
  return { id: holdId };
});
