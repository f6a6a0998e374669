import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { emptyRisk } from '../../db/domain/risk/risk';
import type { Reply } from '../../electron/api/failure';
import { between, pick } from '../support/random';
import { riskLines } from '../support/riskLines';
import { registerXlsx } from '../support/workbooks';
import type { Beside } from './beside';

interface Around {
  random: () => number;
  /** Where files are made. */
  folder: string;
}
const emptyPerson = { sex: '', idNumber: '', phone: '', education: '', employment: 'formal', isLeader: false, remark: '' };
type Made = (beside: Beside, around: Around) => Promise<void>;

const idsOf = ({ file }: Beside, table: string, where = '1'): string[] =>
  file.prepare(`SELECT id FROM "${table}" WHERE ${where}`).pluck().all() as string[];
const dataOf = (reply: Reply<unknown>): unknown => (reply.ok ? reply.data : undefined);

/** What no accident makes: several calls that fit each other, or a file of a certain shape. */
export const made: readonly Made[] = [
  async (beside, { random, folder }) => {
    const file = path.join(folder, `${between(1, 1e9, random)}.xlsx`);
    writeFileSync(file, await registerXlsx(riskLines(between(1, 12, random), between(0, 40, random))));
    const plan = dataOf(await beside.call('intake.plan', 'task', { subject: 'risk', files: [file] })) as { sessionId: string } | undefined;
    const sessionId = plan?.sessionId;
    await beside.call('intake.rows', 'task', { sessionId, offset: 0, limit: 50 });
    await beside.call('intake.commit', 'task', { sessionId, lowering: { reason: '复核', assessor: '张三', reviewer: '李四' } });
  },
  async (beside, { random }) => {
    const draft = {
      ...emptyRisk,
      hazardSource: `危险源 ${between(1, 99, random)}`,
      l: pick([1, 3, 6], random),
      e: 6,
      c: pick([7, 15, 40], random),
    };
    await beside.call('risk.create', 'command', { point: { name: pick(['行车', '喷漆房'], random), kind: 'equipment' }, draft });
  },
  async (beside, { random }) => {
    const member = { name: '李四', title: '', role: '组长', isWorkerRepresentative: true, attended: true };
    const draft = {
      name: '补一轮',
      kind: 'quarterly',
      period: '2026Q4',
      startedOn: '2026-10-08',
      baseRoundId: null,
      reason: '',
      scope: '',
      methodNote: '',
      noticeNo: '',
      noticeOn: null,
      team: [member],
    };
    await beside.call(pick(['round.open', 'round.openLarge'], random), random() < 0.5 ? 'command' : 'task', { draft });
  },
  (beside) => ofOpenRound(beside, (id, revision) => ({ name: 'round.abandon', input: { id, revision } })),
  (beside) =>
    ofOpenRound(beside, (id, revision) => ({
      name: 'round.close',
      input: { id, revision, closedOn: '2026-11-20', assessedOn: '2026-11-18', acceptPending: true },
    })),
  (beside) =>
    ofOpenRound(beside, (id) => ({
      name: 'round.confirm',
      input: { id, selection: { filter: {}, except: [] }, by: '张三', on: '2026-11-20' },
    })),
  async (beside, { random, folder }) => {
    const file = path.join(folder, `${between(1, 5, random)}.pdf`);
    writeFileSync(file, `%PDF-1.7 ${between(1, 5, random)}`);
    const place = { subject: 'risk', subjectId: pick(idsOf(beside, 'risk'), random), use: 'evidence' };
    await beside.call('attachment.addFiles', 'task', { place, files: [file] });
  },
  async (beside, { random }) => {
    const id = pick(idsOf(beside, 'risk'), random);
    const found = dataOf(await beside.call('risk.get', 'query', { id })) as { risk: { revision: number } } | undefined;
    const patch = pick(
      [
        { hazardSource: '改过' },
        { checkCycle: '每班' },
        { l: 1 },
        { l: 6, e: 6, c: 40 },
        { directMajor: true, directReason: '重大危险源' },
      ],
      random,
    );
    const lowering = { reason: '已整改', assessor: '张三', reviewer: '李四' };
    await beside.call('risk.update', 'command', { id, revision: found?.risk.revision, patch, lowering });
  },
  // Somebody who has left, and whose data nobody needs any more.
  async (beside, { random }) => {
    const name = `离职 ${between(1, 1e6, random)}`;
    const [departmentId] = idsOf(beside, 'department');
    const draft = { ...emptyPerson, name, departmentId, postId: null, enteredOn: '2026-01-01' };
    const made = dataOf(await beside.call('person.create', 'command', { draft })) as { value: { id: string } } | undefined;
    const id = made?.value.id;
    await beside.call('person.leave', 'command', { id, revision: 1, on: '2026-11-20' });
    if (random() < 0.5) return;
    const revision = beside.file
      .prepare('SELECT revision FROM person WHERE id = ?')
      .pluck()
      .get(id ?? '');
    await beside.call('person.erase', 'command', { id, revision, basis: '本人申请', name });
  },
  async (beside, { random }) => {
    await beside.call('risk.remove', 'command', { selection: { ids: idsOf(beside, 'risk').filter(() => random() < 0.2) } });
  },
];

async function ofOpenRound(
  beside: Beside,
  call: (id: string, revision: number) => { name: 'round.abandon' | 'round.close' | 'round.confirm'; input: object },
): Promise<void> {
  const round = beside.file.prepare(`SELECT id, revision FROM round WHERE status = 'open'`).get() as
    | { id: string; revision: number }
    | undefined;
  if (round === undefined) return;
  const { name, input } = call(round.id, round.revision);
  await beside.call(name, 'command', input);
}
