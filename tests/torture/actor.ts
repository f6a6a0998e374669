import fs from 'node:fs';
import path from 'node:path';
import { emptyRisk } from '../../db/domain/risk/risk';
import type { ProcedureName } from '../../electron/api/index';
import type { Reply } from '../../electron/api/failure';
import { openFile } from '../support/database';
import { between, pick, randomOf } from '../support/random';
import { newHost, type TestWorkspace } from '../support/workspace';
import { arm, die, killPoint, orderComplaints, passed, uncounted, watch } from './points';
import { stateIn, type Kind, type State, type Told } from './story';

export interface ActorTask {
  kind: Kind;
  seed: number;
  /** Where it dies; null: killed from outside. */
  point: string | null;
  folder: string;
  /** For what only this machine knows of the workspace. */
  home: string;
  /** A register to be imported, and a folder for files that are made. */
  register: string;
  papers: string;
}

/**
 * A program that works on a workspace and tells on its first line of output what it begins and what was acknowledged, until it is
 * killed. What it does follows from the seed alone.
 */
class Actor {
  readonly host: TestWorkspace;
  readonly random: () => number;
  /** What a restore brings back. */
  goal: { state: State; backup: string } | undefined;
  #count = 0;

  constructor(readonly task: ActorTask) {
    // As the engine does before an import and before many rows are changed.
    const beforeMany = async () => void (await this.backUp('bulk'));
    this.host = newHost({ home: task.home, folder: task.folder, quiet: true, beforeMany });
    this.random = randomOf(task.seed);
  }

  /** One act: what stands before it, the act, what was acknowledged. */
  async act(name: string, work: () => Promise<unknown>, expected: Partial<Told> = {}): Promise<void> {
    this.#count += 1;
    tell({ begin: this.#count, act: name, ...expected });
    await work();
    tell({ done: this.#count, act: name, state: this.state() });
  }

  state(): State {
    return uncounted(() => {
      const file = openFile(this.task.folder);
      const state = stateIn(file);
      file.close();
      return state;
    });
  }

  /** Refusals are answers too: what was refused is acknowledged as not done. @throws Error at a fault of the product's own */
  async call(name: ProcedureName, input: unknown): Promise<unknown> {
    const reply = (await this.host.host.call(name, input)) as Reply<unknown>;
    if (!reply.ok && !['CONFLICT', 'INVALID', 'NOT_FOUND'].includes(reply.error.code))
      throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
    return reply.ok ? reply.data : undefined;
  }

  open = () => this.act('open', () => this.call('workspace.open', { folder: this.task.folder }));
  close = () => this.act('close', () => this.call('workspace.close', {}));

  /** A backup changes no record; once it is acknowledged it stays. */
  async backUp(why: 'manual' | 'bulk' | 'close'): Promise<string> {
    const { id } = (await this.call('backup.run', { why })) as { id: string };
    tell({ backup: id });
    return id;
  }

  /** Back to a backup, and from there back to what stood before. */
  async restore(backup: string, target: State): Promise<void> {
    const source = { kind: 'backup', id: backup };
    const before = this.state();
    let aside = '';
    await this.act(
      'restore',
      async () => {
        ({ aside } = (await this.call('restore.run', { source, reason: '' })) as { aside: string });
      },
      { target },
    );
    await this.act('restore', () => this.call('restore.run', { source: { kind: 'aside', id: aside }, reason: '' }), { target: before });
  }

  /** The whole workspace as one file, now and then with a password. */
  async archive(): Promise<void> {
    const file = path.join(this.task.papers, `${this.#number()}.anze`);
    const password = this.random() < 0.3 ? '总经理保管的这个密码' : null;
    await this.act('archive', async () => {
      await this.call('archive.write', { file, password });
      tell({ archive: { file, password } });
    });
  }

  /** Many files for one record, as one step; some of them are the same. */
  async evidence(): Promise<void> {
    const names = Array.from({ length: 25 }, () => between(1, 20, this.random));
    const files = names.map((name, index) => {
      const file = path.join(this.task.papers, `${index}-${name}.pdf`);
      uncounted(() => fs.writeFileSync(file, `%PDF-1.7 ${String(name).repeat(name * 2000)}`));
      return file;
    });
    await this.act('evidence', () =>
      this.call('attachment.addFiles', { place: { subject: 'risk', subjectId: this.#id('risk'), use: 'evidence' }, files }),
    );
  }

  /** The first account, its password changed, a second one, and what somebody signed in writes. */
  async accounts(): Promise<void> {
    const [name, former, password] = ['王安全', '钢丝绳与吊钩 2026', '行车与空压机 2027'];
    const draft = { name: '李填报', role: 'officer', personId: null, departments: [] };
    await this.act('account', () => this.call('account.begin', { name, password: former, heldBy: '总经理' }), {
      signIn: { name, password: former },
    });
    await this.act('account', () => this.call('account.create', { draft, password: former }));
    await this.act('account', () => this.call('session.changePassword', { former, password }), { signIn: { name, password } });
    await this.write();
    await this.act('account', () => this.call('recovery.make', { heldBy: '董事长' }));
  }

  async importRegister(): Promise<void> {
    await this.act('import', async () => {
      const plan = (await this.call('intake.plan', { subject: 'risk', files: [this.task.register] })) as { sessionId: string };
      await this.call('intake.commit', { sessionId: plan.sessionId });
    });
  }

  create = () => this.act('create', () => this.#create());

  async write(): Promise<void> {
    const [name, work] = pick(this.#writes, this.random);
    await this.act(name, work);
  }

  readonly #id = (subject: string): string | undefined =>
    uncounted(() => {
      const file = openFile(this.task.folder);
      const ids = file.prepare(`SELECT id FROM "${subject}" ORDER BY rowid`).pluck().all() as string[];
      file.close();
      return ids[Math.floor(this.random() * ids.length)];
    });

  readonly #writes: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['create', () => this.#create()],
    ['create', () => this.#create()],
    ['update', () => this.#update()],
    ['update', () => this.#update()],
    [
      'updateMany',
      () => this.call('risk.updateMany', { selection: { filter: {} }, patch: { checkCycle: pick(['每班', '每周', '每月'], this.random) } }),
    ],
    ['remove', () => this.call('risk.remove', { selection: { ids: [this.#id('risk')] } })],
    [
      'department',
      () =>
        this.call('department.create', {
          draft: { name: `车间${this.#number()}`, parentId: null, kind: 'workshop', validFrom: '2026-01-01' },
        }),
    ],
    ['attach', () => this.#attach()],
    ['attach', () => this.#attach()],
    ['issue', () => this.#issue()],
    [
      'preference',
      () =>
        this.call('preference.set', {
          key: `draft.${between(1, 3, this.random)}`,
          value: { text: '字'.repeat(between(1, 5000, this.random)) },
        }),
    ],
    ['undo', () => this.call('history.undo', {})],
    ['redo', () => this.call('history.redo', {})],
  ];

  readonly #number = () => between(1, 1e9, this.random);

  #create(): Promise<unknown> {
    const draft = { ...emptyRisk, hazardSource: `危险源 ${this.#number()}`, l: pick([1, 3, 6], this.random), e: 6, c: 15 };
    return this.call('risk.create', { point: { name: pick(['行车', '空压机', '喷漆房'], this.random), kind: 'equipment' }, draft });
  }

  async #update(): Promise<unknown> {
    const id = this.#id('risk');
    const found = (await this.call('risk.get', { id })) as { risk: { revision: number } } | undefined;
    return this.call('risk.update', {
      id,
      revision: found?.risk.revision,
      patch: { hazardSource: `改 ${this.#number()}` },
      lowering: null,
    });
  }

  #attach(): Promise<unknown> {
    const files = Array.from({ length: between(1, 3, this.random) }, () => {
      const file = path.join(this.task.papers, `${this.#number()}.pdf`);
      uncounted(() => fs.writeFileSync(file, `%PDF-1.7 ${String(this.#number()).repeat(between(1, 30_000, this.random))}`));
      return file;
    });
    return this.call('attachment.addFiles', { place: { subject: 'risk', subjectId: this.#id('risk'), use: 'evidence' }, files });
  }

  #issue(): Promise<unknown> {
    const items = [{ number: '', title: '清单', copies: 1, pages: null, format: '' }];
    const contact = { name: '张三', phone: '', address: '' };
    const request = { code: 'F40', compiledOn: '2026-10-08', recipient: '包头市应急管理局', contact, items };
    return this.call('filing.issue', { request, gapReason: '先报送' });
  }
}

const output = fs.writeSync;
const tell = (told: Told): void => uncounted(() => void output(1, `${JSON.stringify(told)}\n`));

const opened = async (actor: Actor): Promise<void> => {
  await actor.open();
  await times(3, () => actor.write());
};

/** What each kind of round does before and after the point is armed. */
const plays: Readonly<Record<Kind, { before(actor: Actor): Promise<void>; after(actor: Actor): Promise<void> }>> = {
  write: { before: (actor) => actor.open(), after: (actor) => times(10, () => actor.write()) },
  import: {
    before: async (actor) => {
      await actor.open();
      await times(between(0, 2, actor.random), () => actor.write());
    },
    after: (actor) => actor.importRegister(),
  },
  migrate: { before: async () => {}, after: (actor) => actor.open() },
  backup: {
    before: opened,
    after: async (actor) => {
      await actor.act('backup', () => actor.backUp('manual'));
      await times(2, () => actor.write());
      await actor.act('backup', () => actor.backUp('manual'));
    },
  },
  close: {
    before: opened,
    after: async (actor) => {
      await actor.act('backup', () => actor.backUp('close'));
      await actor.close();
    },
  },
  restore: {
    before: async (actor) => {
      await opened(actor);
      actor.goal = { state: actor.state(), backup: await actor.backUp('manual') };
      await times(3, () => actor.write());
    },
    after: (actor) => actor.restore(actor.goal!.backup, actor.goal!.state),
  },
  archive: {
    before: opened,
    after: async (actor) => {
      await actor.archive();
      await actor.write();
      await actor.archive();
    },
  },
  evidence: { before: opened, after: (actor) => times(3, () => actor.evidence()) },
  account: { before: opened, after: (actor) => actor.accounts() },
  // Of yesterday's backups only the last one is kept: today's first one takes the others away.
  thin: {
    before: async (actor) => {
      await opened(actor);
      await times(4, async () => {
        await actor.create();
        await actor.call('backup.run', { why: 'interval' });
      });
      await actor.create();
      await actor.backUp('manual');
      actor.host.setToday('2026-11-22');
    },
    after: async (actor) => {
      await actor.create();
      await actor.act('backup', () => actor.backUp('manual'));
      await actor.create();
      await actor.act('backup', () => actor.backUp('close'));
    },
  },
};

async function times(count: number, work: () => Promise<void>): Promise<void> {
  for (let i = 0; i < count; i += 1) await work();
}

const actor = new Actor(JSON.parse(process.argv[2]!) as ActorTask);
watch();
const play = plays[actor.task.kind];
await play.before(actor);
tell({ armed: true, ...(actor.task.kind === 'migrate' ? {} : { state: actor.state() }) });
arm(actor.task.point === null ? undefined : killPoint(actor.task.point));
await play.after(actor);
// Whatever point was too far: work goes on until it is reached or enough was done.
if (actor.host.host.folder !== undefined) await times(3, () => actor.write());
tell({ complaints: orderComplaints(), passed: passed() });
die();
