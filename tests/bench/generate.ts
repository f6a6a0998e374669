import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { sampleSchema, type Sample } from '../../db/domain/sample';
import { emptyRisk, type RiskDraft } from '../../db/domain/risk/risk';
import { lecValues, type Scale } from '../../db/domain/risk/scale';
import { insertDepartment } from '../../db/query/department';
import { insertPerson } from '../../db/query/person';
import { riskRow } from '../../db/query/risk';
import { SearchIndex } from '../../db/search';
import { Writer } from '../../db/writer';
import { api } from '../../electron/api/index';
import { Content } from '../../electron/workspace/content';
import { WorkspaceHost } from '../../electron/workspace/host';
import type { HostOptions } from '../../electron/workspace/state';
import { openWorkspace } from '../../electron/workspace/open';
import { noShell } from '../../electron/workspace/shell';
import { pick, randomOf } from '../support/random';

/** Everything that decides what stands in a generated file. */
const recipe = [
  'tests/bench/generate.ts',
  'db/migrations/0000_init.sql',
  'db/migrations/meta/_journal.json',
  'db/search.ts',
  'db/searchText.ts',
  'db/audit.ts',
  'db/writer.ts',
  'db/query/risk.ts',
  'db/domain/risk/riskNo.ts',
  'resources/samples/machinery.json',
];

export interface BenchMachine {
  root: string;
  cache: string;
}

const machineOf = ({ root }: BenchMachine) => ({
  content: new Content(path.join(root, 'resources')),
  migrationsFolder: path.join(root, 'db/migrations'),
  nativeBinding: null,
  version: '0.0.0-bench',
  now: () => Date.now(),
});

/** A host over a workspace in this process, as the engine has it. */
export function benchHost(machine: BenchMachine, options: Partial<HostOptions> = {}): WorkspaceHost {
  return new WorkspaceHost({
    procedures: api,
    shell: noShell,
    userName: '测量',
    clock: { now: () => Date.now(), today: () => '2026-11-21' },
    home: path.join(machine.cache, 'home'),
    ...machineOf(machine),
    ...options,
  });
}

/** What a call gives. @throws with the failure */
export async function must(reply: Promise<{ ok: boolean; data?: unknown; error?: unknown }>): Promise<unknown> {
  const answer = await reply;
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.data;
}

/**
 * Folder of a workspace with so many risks, generated once and kept under the hash of its recipe. Callers that write take `copy`.
 */
export async function generated(machine: BenchMachine, rows: number, copy?: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of recipe) hash.update(readFileSync(path.join(machine.root, file)));
  const folder = path.join(machine.cache, `workspace-${rows}-${hash.digest('hex').slice(0, 12)}`);
  if (!existsSync(folder)) {
    const part = `${folder}.part`;
    rmSync(part, { recursive: true, force: true });
    mkdirSync(path.dirname(part), { recursive: true });
    for (const old of readdirSync(machine.cache))
      if (old.startsWith(`workspace-${rows}-`)) rmSync(path.join(machine.cache, old), { recursive: true, force: true });
    await fill(machine, part, rows);
    renameSync(part, folder);
  }
  if (copy === undefined) return folder;
  const target = path.join(machine.cache, copy);
  rmSync(target, { recursive: true, force: true });
  cpSync(folder, target, { recursive: true });
  return target;
}

/** A new workspace with what a work writes into it, audited and indexed. */
export async function writeInto(machine: BenchMachine, folder: string, work: (db: Writer) => void): Promise<void> {
  const { step, close } = await begin(machine, folder);
  step(work);
  close();
}

async function begin(machine: BenchMachine, folder: string) {
  const host = benchHost(machine);
  const begun = await host.call('workspace.create', {
    folder,
    way: 'blank',
    name: '规模测试机械制造有限公司',
    regionCode: '150200',
    sector: 'machinery',
  });
  if (!begun.ok) throw new Error(JSON.stringify(begun.error));
  await host.close();

  const opened = await openWorkspace(folder, machineOf(machine));
  const search = new SearchIndex(opened.sqlite);
  const step = <T>(work: (db: Writer) => T): T =>
    opened.sqlite
      .transaction(() => {
        const db = new Writer(opened.sqlite, { actor: '测量', now: Date.now(), command: 'bench.generate', schema: opened.schema });
        const result = work(db);
        for (const [id, subject] of search.concerned(db.touched)) search.index(subject, id);
        return result;
      })
      .immediate();
  return { step, close: () => opened.close() };
}

async function fill(machine: BenchMachine, folder: string, rows: number): Promise<void> {
  const { step, close } = await begin(machine, folder);
  const sample = sampleSchema.parse(JSON.parse(readFileSync(path.join(machine.root, 'resources/samples/machinery.json'), 'utf8')));
  const random = randomOf(rows);
  const places = step((db) => organization(db, sample, rows, random));
  const scale = new Content(path.join(machine.root, 'resources')).scale('lec@1');
  for (let from = 0; from < rows; from += 2000) {
    step((db) => {
      for (let i = from; i < Math.min(rows, from + 2000); i += 1) insertRisk(db, i, sample, places, scale, random);
    });
  }
  close();
}

interface Places {
  departments: { id: string; prefix: string }[];
  people: { id: string; name: string }[];
  points: { id: string; name: string; department: number }[];
}

/** Twelve workshops, three hundred people, a risk point for every sixty risks. */
function organization(db: Writer, sample: Sample, rows: number, random: () => number): Places {
  const departments = Array.from({ length: 12 }, (_, i) => ({
    id: insertDepartment(db, {
      name: `第${'一二三四五六七八九十甲乙'[i]}${['机加', '装配', '焊接', '涂装'][i % 4]}车间`,
      kind: 'workshop',
      parentId: null,
      validFrom: '2020-01-01',
    }),
    prefix: 'ABCDEFGHJKLM'[i]!,
  }));
  const people = Array.from({ length: 300 }, (_, i) => {
    const { name } = sample.people[i % sample.people.length]!;
    const full = i < sample.people.length ? name : `${name}${'甲乙丙丁'[Math.floor(i / sample.people.length) - 1]}`;
    const draft = {
      name: full,
      sex: '' as const,
      idNumber: '',
      phone: `1380000${String(i).padStart(4, '0')}`,
      education: '',
      employment: 'formal' as const,
      isLeader: i % 40 === 0,
      enteredOn: '2020-01-01',
      departmentId: departments[i % 12]!.id,
      postId: null,
      remark: '',
    };
    return { id: insertPerson(db, draft, '2020-01-01'), name: full };
  });
  const points = Array.from({ length: Math.max(1, Math.round(rows / 60)) }, (_, i) => {
    const { point, kind, location } = pick(sample.risks, random);
    const department = Math.floor(random() * 12);
    const name = `${i + 1}号${point.replace(/^\d+#?/, '')}`;
    return {
      id: db.insert('riskPoint', {
        no: `FXD-${String(i + 1).padStart(4, '0')}`,
        name,
        kind,
        location,
        departmentId: departments[department]!.id,
      }).id,
      name,
      department,
    };
  });
  return { departments, people, points };
}

const circumstances = [
  '',
  '夜班',
  '检修时',
  '雨季',
  '冬季',
  '节后复工',
  '交叉作业时',
  '外委人员',
  '新员工',
  '设备老化',
  '照明不足',
  '通道占用',
  '临时用电',
  '高温天气',
];

/** Texts of real shape: every word of the sample, mixed, with a circumstance, so that terms are as common and as rare as in a register. */
function insertRisk(
  db: Writer,
  i: number,
  sample: Sample,
  { departments, people, points }: Places,
  scale: Scale,
  random: () => number,
): void {
  const [work, danger, measure] = [pick(sample.risks, random), pick(sample.risks, random), pick(sample.risks, random)];
  const point = points[Math.floor(i / 60) % points.length]!;
  const department = departments[point.department]!;
  const owner = pick(people, random);
  const circumstance = pick(circumstances, random);
  const draft: RiskDraft = {
    ...emptyRisk,
    riskPointId: point.id,
    riskNo: `${department.prefix}-${String(i + 1).padStart(6, '0')}`,
    step: work.step,
    hazardSource: `${circumstance === '' ? '' : `${circumstance}，`}${danger.hazardSource}`,
    factorCode: danger.factorCode,
    accidentTypes: danger.accidentTypes,
    consequence: danger.consequence,
    l: pick(lecValues.l, random),
    e: pick(lecValues.e, random),
    c: pick(lecValues.c, random),
    engineering: measure.engineering,
    administrative: measure.administrative,
    training: measure.training,
    ppe: measure.ppe,
    emergency: random() < 0.1 ? '' : measure.emergency,
    controlLevel: measure.controlLevel,
    departmentId: random() < 0.02 ? null : department.id,
    ownerId: owner.id,
    ownerText: owner.name,
    phone: '',
    checkCycle: random() < 0.05 ? '' : measure.checkCycle,
    assessedOn: random() < 0.03 ? null : day(random),
  };
  db.insert('risk', riskRow(draft, point, { scale, cadence: 'quarter' }));
}

const day = (random: () => number): string =>
  new Date(Date.UTC(2026, 0, 1) + Math.floor(random() * 320) * 86_400_000).toISOString().slice(0, 10);
