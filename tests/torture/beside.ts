import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import type { Database } from '../../db/handle';
import { finalCommands, isPassedOver } from '../../db/undo';
import type { ProcedureName } from '../../electron/api/index';
import type { Reply } from '../../electron/api/failure';
import { newSeat, type Seat } from '../../electron/api/procedure';
import { openFile } from '../support/database';
import { businessRows } from '../support/dump';
import { pick } from '../support/random';
import type { TestWorkspace } from '../support/workspace';

const password = '钢丝绳与吊钩 2026';

/** A hash of each business table. */
type Dump = Readonly<Record<string, string>>;
/** A step that can be taken back; undefined where its states lie within a call that took several. */
interface Move {
  before: Dump | undefined;
  after: Dump | undefined;
}
/** A state that can be brought back: the rows, and what can be taken back and done again from there. */
interface Kept {
  source: { kind: 'backup' | 'aside'; id: string };
  now: Dump;
  undo: readonly Move[];
  redo: readonly Move[];
}
interface Who {
  role: 'director' | 'officer' | 'reporter' | 'viewer';
  name: string;
  seat: Seat;
}
interface Audited {
  step: number;
  command: string;
  undoes: number | null;
  subject: string;
}

/**
 * What undo and redo must do to a workspace, told by two stacks of whole states: whatever a procedure did, taking its step back gives
 * every table what it held before, and doing it again what it held after; what was refused or only read changes nothing.
 */
export class Beside {
  /** How often each procedure was accepted. */
  readonly reached = new Map<string, number>();
  #now: Dump;
  #undo: Move[] = [];
  #redo: Move[] = [];
  #seq: number;
  #kept: Kept[] = [];
  #people: Who[] = [];
  /** Who acts; nobody in particular where there are no accounts. */
  #who: Who | undefined;
  /** Another connection, to look at the rows. */
  file: Database;

  constructor(readonly workspace: TestWorkspace) {
    this.file = openFile(workspace.folder);
    this.#now = this.#dump();
    this.#seq = this.#head();
    // What was done before the model began is taken back to a state that it does not know.
    this.#undo = this.#stepsBefore();
  }

  /** One call, held against the model. `kind` of the procedure. */
  async call(name: ProcedureName, kind: string, input: unknown): Promise<Reply<unknown>> {
    if (name === 'history.undo') return this.#back(name, this.#undo, this.#redo, 'before');
    if (name === 'history.redo') return this.#back(name, this.#redo, this.#undo, 'after');
    const reply = await this.#ask(name, input);
    assert.notEqual(reply.ok || reply.error.code, 'INTERNAL', name);
    if (reply.ok) this.reached.set(name, (this.reached.get(name) ?? 0) + 1);
    const before = this.#now;
    this.#now = this.#dump();
    const audited = this.#audited();
    if (audited.length === 0 || kind === 'query' || kind === 'keep' || (!reply.ok && kind !== 'task')) this.#expect(before, name);
    else this.#done(audited, before);
    return reply;
  }

  async #ask(name: ProcedureName, input: unknown, who = this.#who): Promise<Reply<unknown>> {
    const { host } = this.workspace;
    if (who === undefined) return (await host.call(name, input)) as Reply<unknown>;
    // Whoever sat here before the workspace was opened again signs in once more.
    if (!host.isOpenAt(who.seat)) await host.call('session.signIn', { name: who.name, password }, { seat: who.seat });
    return (await host.call(name, input, { seat: who.seat })) as Reply<unknown>;
  }

  /** The first accounts, one of each role; from now on one of them acts. @param departmentId of whoever reports */
  async admit(departmentId: string): Promise<void> {
    const director: Who = { role: 'director', name: '王主任', seat: newSeat() };
    await this.workspace.host.call('account.begin', { name: director.name, password, heldBy: '总经理' }, { seat: director.seat });
    this.#people = [director];
    this.#who = director;
    for (const role of ['officer', 'reporter', 'viewer'] as const) {
      const draft = { name: role, role, personId: null, departments: role === 'reporter' ? [departmentId] : [] };
      const reply = await this.#ask('account.create', { draft, password });
      assert.ok(reply.ok, role);
      this.#people.push({ role, name: role, seat: newSeat() });
    }
    this.#now = this.#dump();
    this.#audited();
  }

  /** Somebody else goes on, a director as often as all the others. */
  change(random: () => number): void {
    if (this.#people.length > 0) this.#who = random() < 0.5 ? this.#people[0] : pick(this.#people, random);
  }

  /** Remembers what stands here by a backup. */
  async backUp(): Promise<void> {
    const reply = await this.#ask('backup.run', { why: 'manual' }, this.#people[0]);
    assert.ok(reply.ok, reply.ok ? '' : `backup.run: ${JSON.stringify(reply.error)}`);
    this.#keep({ kind: 'backup', id: (reply.data as { id: string }).id });
  }

  #keep(source: Kept['source']): void {
    this.#kept.push({ source, now: this.#now, undo: [...this.#undo], redo: [...this.#redo] });
  }

  /** Brings back what was kept; what stood here is kept in turn. */
  async restore(random: () => number): Promise<void> {
    if (this.#kept.length === 0) return;
    const { source, now, undo, redo } = pick(this.#kept, random);
    this.file.close();
    const reply = await this.#ask('restore.run', { source, reason: '' }, this.#people[0]);
    assert.ok(reply.ok, reply.ok ? '' : `restore.run: ${JSON.stringify(reply.error)}`);
    this.file = openFile(this.workspace.folder);
    this.#keep({ kind: 'aside', id: (reply.data as { aside: string }).aside });
    this.#now = this.#dump();
    this.#expect(now, 'restore.run');
    [this.#undo, this.#redo] = [[...undo], [...redo]];
    this.#seq = this.#head();
    this.reached.set('restore.run', (this.reached.get('restore.run') ?? 0) + 1);
  }

  /** What the check of the audit finds. */
  async verify(): Promise<{ kind: string }[]> {
    const reply = await this.#ask('audit.verify', {}, this.#people[0]);
    assert.ok(reply.ok);
    return (reply.data as { faults: { kind: string }[] }).faults;
  }

  /** Closed and opened again, everything stands there as before. */
  async reopen(): Promise<void> {
    await this.workspace.host.close();
    await this.workspace.call('workspace.open', { folder: this.workspace.folder });
    const before = this.#now;
    this.#now = this.#dump();
    this.#expect(before, 'reopen');
  }

  #done(audited: readonly Audited[], before: Dump): void {
    const steps = [...new Set(audited.map(({ step }) => step))];
    const moves: Move[] = [];
    for (const step of steps) {
      const rows = audited.filter((row) => row.step === step);
      const { command } = rows[0]!;
      if (isPassedOver(command)) this.#forget(rows.map(({ subject }) => subject));
      else if (finalCommands.has(command)) {
        this.#undo = [];
        moves.length = 0;
        this.#redo = [];
      } else moves.push({ before: undefined, after: undefined });
    }
    if (moves.length === 0) return;
    this.#redo = [];
    if (moves.length === steps.length) moves[0]!.before = before;
    moves.at(-1)!.after = this.#now;
    this.#undo.push(...moves);
  }

  /** Tables that a command wrote which is neither undone nor in the way differ from all that was known. */
  #forget(tables: readonly string[]): void {
    const without = (dump: Dump | undefined) =>
      dump && Object.fromEntries(Object.entries(dump).filter(([table]) => !tables.includes(table)));
    const forget = ({ before, after }: Move): Move => ({ before: without(before), after: without(after) });
    this.#undo = this.#undo.map(forget);
    this.#redo = this.#redo.map(forget);
  }

  async #back(name: 'history.undo' | 'history.redo', from: Move[], to: Move[], side: keyof Move): Promise<Reply<unknown>> {
    const move = from.pop();
    const before = this.#now;
    const reply = await this.#ask(name, {});
    this.#now = this.#dump();
    this.#audited();
    const role = this.#who?.role ?? 'director';
    if (!reply.ok && reply.error.code === 'FORBIDDEN' && role !== 'director' && role !== 'officer') {
      if (move !== undefined) from.push(move);
      this.#expect(before, name);
      return reply;
    }
    if (move === undefined) {
      assert.equal(reply.ok || reply.error.code, 'CONFLICT', name);
      this.#expect(before, name);
      return reply;
    }
    assert.equal(reply.ok || JSON.stringify(reply.error), true, name);
    this.reached.set(name, (this.reached.get(name) ?? 0) + 1);
    if (move[side] !== undefined) this.#expect(move[side], name);
    to.push(move);
    return reply;
  }

  #expect(dump: Dump, name: string): void {
    const different = Object.keys(dump).filter((table) => dump[table] !== this.#now[table]);
    assert.deepEqual(different, [], name);
  }

  #dump(): Dump {
    return Object.fromEntries(
      // Of each restore a row stays, whatever comes after it.
      Object.entries(businessRows(this.file))
        .filter(([table]) => table !== 'restoration')
        .map(([table, rows]) => [table, hash('sha256', rows.join('\n'), 'hex')]),
    );
  }

  #head(): number {
    return (this.file.prepare('SELECT max(seq) FROM audit').pluck().get() as number | null) ?? 0;
  }

  #audited(): Audited[] {
    const rows = this.file
      .prepare('SELECT step, command, undoes, subject FROM audit WHERE seq > ? ORDER BY seq')
      .all(this.#seq) as Audited[];
    this.#seq = this.#head();
    return rows;
  }

  #stepsBefore(): Move[] {
    const commands = this.file.prepare('SELECT command FROM audit WHERE seq = step ORDER BY seq').pluck().all() as string[];
    const last = commands.findLastIndex((command) => finalCommands.has(command));
    return commands
      .slice(last + 1)
      .filter((command) => !isPassedOver(command))
      .map(() => ({ before: undefined, after: undefined }));
  }
}
