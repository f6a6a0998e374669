import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { emptyRisk } from '../../db/domain/risk/risk';
import type { Database } from '../../db/handle';
import { attachmentFile, workspacePaths } from '../../electron/workspace/paths';
import { openFile } from '../support/database';
import { newHost, type TestWorkspace } from '../support/workspace';
import { stateIn, type State, type Story } from './story';

export interface Outcome extends Story {
  /** What stood there after the kill: the last acknowledged state, or the act under way done as a whole. */
  found: 'acknowledged' | 'whole';
}

function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/** What is looked at: the workspace, opened by a host that stays the same while the file may be exchanged for another. */
interface Left {
  call: TestWorkspace['call'];
  folder: string;
  story: Story;
  /** Reads the file as it stands now. */
  read<T>(work: (file: Database) => T): T;
}

/** Opens what was left behind as the next start of the application would, and holds it against what was acknowledged. */
export async function examined(folder: string, home: string, story: Story): Promise<Outcome> {
  must(story.complaints.length === 0, story.complaints.join('；'));
  const { call, host } = newHost({ home, folder, today: '2026-11-22' });
  const read: Left['read'] = (work) => {
    const file = openFile(folder);
    try {
      return work(file);
    } finally {
      file.close();
    }
  };
  const left: Left = { call, folder, story, read };
  await call('workspace.open', { folder });
  expectSound(left);
  await signedIn(left);
  const { faults } = await call('audit.verify', {});
  must(faults.length === 0, `the audit does not hold: ${JSON.stringify(faults)}`);
  const found = await expectNothingLost(left);
  expectFiles(left);
  await expectArchives(left);
  await expectBackups(left);
  // It can be worked on, closed and opened again.
  await call('risk.create', {
    point: { name: '行车', kind: 'equipment' },
    draft: { ...emptyRisk, hazardSource: '之后', l: 3, e: 6, c: 15 },
  });
  const after = read(stateIn);
  await host.close();
  await call('workspace.open', { folder });
  must(isSame(read(stateIn), after), 'what was written after the kill is lost');
  await host.close();
  must(leftovers(folder).length === 0, `left behind: ${leftovers(folder).join('、')}`);
  return { ...story, found };
}

const isSame = (one: State, other: State): boolean =>
  one.rows === other.rows && one.kept === other.kept && one.head.hash === other.head.hash;

function expectSound({ read }: Left): void {
  read((file) => {
    must(file.pragma('integrity_check', { simple: true }) === 'ok', 'the file is damaged');
    must((file.pragma('foreign_key_check') as unknown[]).length === 0, 'references dangle');
  });
}

/** Whoever was told that he may sign in can; of a password that was being changed the one before holds or the new one, never neither. */
async function signedIn({ call, read, story: { signIns, underWay } }: Left): Promise<void> {
  if (read((file) => file.prepare('SELECT count(*) FROM account').pluck().get()) === 0) {
    must(signIns.length === 0 || (signIns.length === 1 && underWay === 'account'), 'the accounts are lost');
    return;
  }
  const known = underWay === 'account' ? signIns.toReversed() : signIns.slice(-1);
  for (const signIn of known) {
    const isIn = await call('session.signIn', signIn).then(
      () => true,
      () => false,
    );
    if (isIn) return;
  }
  throw new Error('nobody can sign in any more');
}

async function expectNothingLost(left: Left): Promise<Outcome['found']> {
  const { call, read } = left;
  const { acknowledged, underWay, target } = left.story;
  if (acknowledged === undefined) return 'acknowledged';
  const now = read(stateIn);
  if (hasHead(left, acknowledged)) {
    if (now.rows === acknowledged.rows && now.kept === acknowledged.kept) return 'acknowledged';
    must(underWay !== undefined, 'what stands there is not what was acknowledged');
    // An earlier state is the beginning of the present one: it is no part of it that a restore could leave.
    must(underWay !== 'restore', 'a restore was done by half');
    await expectWhole(left, underWay, acknowledged, now);
    return 'whole';
  }
  must(underWay === 'restore' && target !== undefined, 'an acknowledged change is lost');
  must(now.rows === target.rows && now.kept === target.kept && hasHead(left, target), 'a restore was done by half');
  // What was acknowledged before it was put aside, whole, and comes back.
  const [aside] = (await call('restore.list', {})).asides;
  must(aside?.formerHead === acknowledged.head.hash, 'what stood before the restore is not aside');
  await call('restore.run', { source: { kind: 'aside', id: aside.id }, reason: '' });
  const back = read(stateIn);
  must(back.rows === acknowledged.rows && back.kept === acknowledged.kept, 'a restore cannot be taken back');
  must(hasHead(left, acknowledged), 'an acknowledged change is lost by taking a restore back');
  return 'whole';
}

const hasHead = ({ read }: Left, { head }: State): boolean =>
  head.seq === 0 || read((file) => file.prepare('SELECT hash FROM audit WHERE seq = ?').pluck().get(head.seq)) === head.hash;

/** The act under way is one step that can be taken back as a whole, to what was acknowledged before it. */
async function expectWhole({ call, read }: Left, act: string, acknowledged: State, now: State): Promise<void> {
  if (act === 'preference') {
    must(now.rows === acknowledged.rows, 'a preference has changed records');
    return;
  }
  must(now.kept === acknowledged.kept, `${act} has changed preferences`);
  const count = (sql: string, ...values: unknown[]) =>
    read((file) =>
      file
        .prepare(sql)
        .pluck()
        .get(...values),
    );
  const steps = count('SELECT count(DISTINCT step) FROM audit WHERE seq > ?', acknowledged.head.seq);
  must(steps === 1, `${act} left ${String(steps)} steps`);
  // What went out of the house is never taken back, nor are accounts: their rows stand there or they do not.
  if (act === 'issue')
    must(count('SELECT count(*) FROM filing WHERE id NOT IN (SELECT filingId FROM filingEvent)') === 0, 'a paper was issued by half');
  if (act === 'account')
    must(
      count('SELECT count(*) FROM (SELECT id FROM account UNION SELECT id FROM recovery) WHERE id NOT IN (SELECT id FROM secret)') === 0,
      'an account without a password',
    );
  if (act === 'issue' || act === 'account') return;
  if (act === 'import') must(count('SELECT count(*) FROM risk WHERE importId IS NOT NULL') === 150, 'half an import');
  await call(act === 'undo' ? 'history.redo' : 'history.undo', {});
  must(read(stateIn).rows === acknowledged.rows, `${act} was done by half`);
  await call(act === 'undo' ? 'history.undo' : 'history.redo', {});
  must(read(stateIn).rows === now.rows, `${act} does not come back`);
}

/** Every file that a record names lies there with the bytes of its hash. */
function expectFiles({ folder, read }: Left): void {
  const { attachments } = workspacePaths(folder);
  for (const sha256 of read((file) => file.prepare('SELECT DISTINCT sha256 FROM attachment').pluck().all()) as string[]) {
    const kept = attachmentFile(attachments, sha256);
    must(existsSync(kept) && hash('sha256', readFileSync(kept), 'hex') === sha256, `the file ${sha256} is lost`);
  }
}

/** Every archive that was acknowledged can be read whole. */
async function expectArchives({ call, story }: Left): Promise<void> {
  for (const { file, password } of story.archives) {
    const checked = await call('archive.check', { file, password });
    must(checked !== null && !checked.needsPassword, `the archive ${file} cannot be read`);
  }
}

/** Every backup is whole, none that was acknowledged is gone, and another can be made. */
async function expectBackups({ call, story }: Left): Promise<void> {
  const { entries } = await call('backup.list', {});
  for (const { id } of entries) {
    const verdict = await call('backup.verify', { id });
    must(verdict.faults.length === 0, `backup ${id}: ${JSON.stringify(verdict.faults)}`);
  }
  const lost = story.backups.filter((id) => !entries.some((entry) => entry.id === id));
  must(lost.length === 0, `acknowledged backups are gone: ${lost.join('、')}`);
  await call('backup.run', { why: 'manual' });
}

/** Files that only a write under way has. */
const leftovers = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.part$|-journal$|\.lock$|^switch\.json$|^restoring(\/|$)/.test(name),
  );
