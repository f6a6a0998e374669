import { erasedName } from '../domain/personal/places';
import type { Reader } from '../handle';
import { noteRiskChange } from '../query/roundRisk';
import type { Subject } from '../tables';
import type { MergedEntry, Writer } from '../writer';
import type { Fork } from './fork';
import { fileNameHere, isOnPaper, nextNumber } from './number';
import type { Plan } from './plan';
import { rowOf } from './records';
import type { Resolution, Target } from './resolve';
import { finalSubjects, mergedSubjects, numberColumns, type AnyRow } from './shape';

/** Whether a merge brings what has left the house: it cannot be undone. */
export const isFinalMerge = ({ targets }: Resolution, mine: Reader): boolean =>
  [...targets.values()].some(
    ({ subject, id, row }) =>
      finalSubjects.has(subject) ||
      (subject === 'round' && row?.['status'] === 'closed' && rowOf(mine, 'round', id)?.['status'] !== 'closed'),
  );

/** A record that got another number, because two records had one. */
export interface Renumbered {
  subject: Subject;
  id: string;
  from: string;
  to: string;
}
export interface Merged {
  taken: number;
  joined: number;
  removed: number;
  renumbered: Renumbered[];
}

export interface MergeAround {
  today: string;
  /** Name by which the other copy is known here. */
  otherName: string;
  /** What was decided, as it is kept with the merge. */
  decisions: object;
  /** A risk with what follows from its columns, by the function that stores risks. */
  grade(row: AnyRow): AnyRow;
}

/** A record that another one is in the way of: its name or number is taken. */
export class MergeBlocked extends Error {
  constructor(readonly subject: Subject) {
    super(`${subject} is in the way`);
  }
}

const kept: ReadonlySet<string> = new Set(['id', 'revision', 'createdAt', 'createdBy', 'updatedAt', 'seq']);

/** Makes the records what the resolution says, as one step, and keeps the other copy's audit since both parted. */
export function writeMerge(db: Writer, theirs: Reader, fork: Fork, plan: Plan, resolution: Resolution, around: MergeAround): Merged {
  return new Merge(db, theirs, fork, plan, around).write([...resolution.targets.values()]);
}

class Merge {
  readonly #renumbered: Renumbered[] = [];
  readonly #fileNames = new Map<string, string>();

  constructor(
    private readonly db: Writer,
    private readonly theirs: Reader,
    private readonly fork: Fork,
    private readonly plan: Plan,
    private readonly around: MergeAround,
  ) {}

  write(targets: readonly Target[]): Merged {
    const { db } = this;
    const merged = {
      taken: targets.filter(({ row, how }) => row !== null && how === 'theirs').length,
      joined: targets.filter(({ row, how }) => row !== null && how === 'joined').length,
      removed: targets.filter(({ row }) => row === null).length,
    };
    db.deferReferences();
    const run = db.insert('mergeRun', {
      otherHead: this.fork.theirs.hash,
      forkSeq: this.fork.known.seq,
      forkHash: this.fork.known.hash,
      otherName: this.around.otherName,
      decisions: JSON.stringify(this.around.decisions),
      counts: JSON.stringify(merged),
    });
    for (const file of this.theirs.all<{ name: string; sha256: string }>('SELECT name, sha256 FROM filingFile'))
      this.#fileNames.set(`${file.name} ${file.sha256}`, fileNameHere(db, file));
    this.#raiseCounters();
    for (const { subject, id, row } of targets) if (row === null) db.remove(subject, id);
    const standing = Map.groupBy(
      targets.filter(({ row }) => row !== null),
      ({ subject }) => subject,
    );
    for (const subject of mergedSubjects) {
      const [there, here] = [standing.get(subject) ?? [], (id: string) => db.find(subject, id) !== undefined];
      const [old, made] = [there.filter(({ id }) => here(id)), there.filter(({ id }) => !here(id))];
      this.#each(subject, old, (target) => this.#update(target));
      db.filling(subject, made.length, () => this.#each(subject, made, (target) => this.#insert(target)));
    }
    this.#forget(targets);
    this.#tellRound(targets);
    this.#keepRuns();
    this.#keepTail(run.id);
    return { ...merged, renumbered: this.#renumbered };
  }

  /** One after the other; what another one is in the way of comes after it. */
  #each(subject: Subject, targets: readonly Target[], write: (target: Target) => void): void {
    let waiting = targets;
    while (waiting.length > 0) {
      const left = waiting.filter((target) => {
        try {
          write(target);
          return false;
        } catch (cause) {
          if ((cause as { code?: string }).code !== 'SQLITE_CONSTRAINT_UNIQUE') throw cause;
          return true;
        }
      });
      if (left.length === waiting.length) throw new MergeBlocked(subject);
      waiting = left;
    }
  }

  #update({ subject, id, row, how }: Target): void {
    const { db } = this;
    const before = db.find(subject, id) as unknown as AnyRow;
    const wanted = this.#fitting(subject, row!, how);
    const number = numberColumns[subject];
    if (number !== undefined && wanted[number] !== before[number] && this.#isTaken(subject, id, wanted[number] ?? null)) {
      this.#renumbered.push({ subject, id, from: String(wanted[number]), to: String(before[number]) });
      wanted[number] = before[number]!;
      if (subject === 'risk') wanted['riskNoKey'] = before['riskNoKey']!;
    }
    if (subject === 'department' && this.#isTaken(subject, id, wanted['sort']!, 'sort')) wanted['sort'] = before['sort']!;
    const patch = Object.fromEntries(Object.entries(wanted).filter(([column, value]) => !kept.has(column) && before[column] !== value));
    if (Object.keys(patch).length > 0) db.update(subject, id, patch as never);
  }

  #insert({ subject, id, row, how }: Target): void {
    const { db } = this;
    const wanted = this.#fitting(subject, row!, how);
    const number = numberColumns[subject];
    if (number !== undefined && wanted[number] !== '' && this.#isTaken(subject, id, wanted[number]!))
      this.#renumber(subject, id, number, wanted);
    if (subject === 'department' && this.#isTaken(subject, id, wanted['sort']!, 'sort'))
      wanted['sort'] = db.value<number>('SELECT max(sort) + 1 FROM department')!;
    if (subject === 'risk' && db.value('SELECT 1 FROM risk WHERE seq = ?', [wanted['seq']!]) !== undefined)
      wanted['seq'] = db.value<number>('SELECT max(seq) + 1 FROM risk')!;
    db.restore(subject, id, JSON.stringify(wanted), null);
  }

  /** A row as it can stand here: what is derived made anew, what is frozen kept here as well, erased people not named again. */
  #fitting(subject: Subject, row: AnyRow, how: Target['how']): AnyRow {
    const wanted = { ...row };
    if (subject === 'risk') {
      if (this.plan.erased.has(String(row['ownerId']))) wanted['ownerText'] = erasedName;
      if (this.plan.erased.has(String(row['leaderId']))) wanted['leaderText'] = erasedName;
    }
    if (subject === 'filingFile') {
      const known = this.#fileNames.get(`${String(row['name'])} ${String(row['sha256'])}`);
      if (known !== undefined) wanted['name'] = known;
    }
    for (const column of subject === 'roundRisk' ? ['before', 'after'] : subject === 'intakeRun' ? ['places'] : []) {
      const content = this.theirs.value<string>('SELECT content FROM snapshot WHERE id = ?', [row[column] ?? null]);
      if (content !== undefined) this.db.keep(content);
    }
    return subject === 'risk' && how === 'joined' ? this.around.grade(wanted) : wanted;
  }

  #isTaken(subject: Subject, id: string, value: string | number | null, column = numberColumns[subject]!): boolean {
    return this.db.value(`SELECT 1 FROM "${subject}" WHERE "${column}" = ? AND id <> ?`, [value, id]) !== undefined;
  }

  /** Two records of one number: of papers and closed rounds the older one keeps it, else ours does. */
  #renumber(subject: Subject, id: string, number: string, wanted: AnyRow): void {
    const { db } = this;
    const from = String(wanted[number]);
    const { to, side, counter } = nextNumber(db, subject, wanted);
    const ours = db.value<string>(`SELECT id FROM "${subject}" WHERE "${number}" = ?`, [from])!;
    if (counter !== null) this.#raise(counter);
    if (side === 'mine') db.update(subject, ours, { [number]: to } as never);
    else wanted[number] = to;
    if (subject === 'risk') Object.assign(wanted, this.around.grade(wanted));
    const renamed = side === 'mine' ? ours : id;
    this.#renumbered.push({ subject, id: renamed, from, to });
    if (!isOnPaper(subject, wanted)) return;
    const note = `两份副本合并：编号 ${from} 已由较早的一件使用，本件改为 ${to}，须换版`;
    if (subject === 'filing') {
      const state = side === 'mine' ? db.find('filing', ours)!.state : String(wanted['state']);
      db.insert('filingEvent', { filingId: renamed, state, on: this.around.today, note });
    }
    if (subject === 'round') {
      if (side === 'mine') db.update('round', ours, { remark: joinedRemark(db.find('round', ours)!.remark, note) });
      else wanted['remark'] = joinedRemark(String(wanted['remark']), note);
    }
  }

  /** Numbers in use are those of both: none is given out twice. */
  #raiseCounters(): void {
    for (const counter of this.theirs.all<{ subject: Subject; scope: string; last: number }>('SELECT subject, scope, last FROM counter'))
      this.#raise(counter);
  }

  #raise({ subject, scope, last }: { subject: string; scope: string; last: number }): void {
    const row = this.db.get<{ id: string; last: number }>('SELECT id, last FROM counter WHERE subject = ? AND scope = ?', [subject, scope]);
    if (row === undefined) this.db.insert('counter', { subject, scope, last });
    else if (row.last < last) this.db.update('counter', row.id, { last });
  }

  /** Personal data that was removed there goes here too, out of the images as well. */
  #forget(targets: readonly Target[]): void {
    const people = targets.filter(({ subject, row }) => subject === 'erasure' && row !== null).map(({ row }) => String(row!['personId']));
    if (people.length > 0) this.db.forget(people);
  }

  /** The open round follows the register: risks that are otherwise than its items say are told to it. */
  #tellRound(targets: readonly Target[]): void {
    const { db, theirs } = this;
    const roundId = db.value<string>(`SELECT id FROM round WHERE status = 'open' LIMIT 1`);
    if (roundId === undefined) return;
    const renumbered = new Set(this.#renumbered.map(({ id }) => id));
    const itemSql = 'SELECT state, afterLevel, "before", confirmedBy FROM roundRisk WHERE roundId = ? AND riskId = ?';
    const isAsThere = (riskId: string) =>
      JSON.stringify(db.get(itemSql, [roundId, riskId])) === JSON.stringify(theirs.get(itemSql, [roundId, riskId]));
    const risks = targets.flatMap(({ subject, id, row, how }) => {
      if (subject === 'roundRisk' && row?.['roundId'] === roundId && how === 'joined') return [String(row['riskId'])];
      return subject === 'risk' && (how === 'joined' || renumbered.has(id) || !isAsThere(id)) ? [id] : [];
    });
    for (const riskId of new Set(risks)) noteRiskChange(db, this.around.today, riskId);
  }

  /** Merges that the other copy has seen belong to the evidence too. */
  #keepRuns(): void {
    for (const run of this.theirs.all<AnyRow>('SELECT * FROM mergeRun ORDER BY createdAt')) {
      const id = String(run['id']);
      if (this.db.find('mergeRun', id) !== undefined) continue;
      this.db.restore('mergeRun', id, JSON.stringify(run), null);
      this.db.keepMerged(this.theirs.all<MergedEntry>('SELECT * FROM mergedAudit WHERE mergeRunId = ? ORDER BY seq', [id]));
    }
  }

  #keepTail(mergeRunId: string): void {
    const { erased } = this.plan;
    const entries = this.theirs.iterate<MergedEntry>(
      'SELECT a.*, p.salt, p.before, p.after FROM audit a JOIN auditPayload p ON p.seq = a.seq WHERE a.seq > ? ORDER BY a.seq',
      [this.fork.known.seq],
    );
    const told = function* (): Generator<MergedEntry> {
      for (const entry of entries) yield { ...entry, mergeRunId, ...(erased.has(entry.subjectId) ? { before: null, after: null } : {}) };
    };
    this.db.keepMerged(told());
  }
}

const joinedRemark = (remark: string, note: string): string => (remark === '' ? note : `${remark}；${note}`);
