import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { insertDepartment } from '../../db/query/department';
import { insertPerson } from '../../db/query/person';
import type { Writer } from '../../db/writer';
import { benchHost, must, writeInto, type BenchMachine } from './generate';
import { compare, held, median, notHeldUp, type Measured } from './measure';
import { start, type Runtime } from './start';
import { threadedHost } from './threads';

const day = '2026-01-01';
const draft = {
  year: 2026,
  name: '2026年度安全生产责任书',
  issuerId: null,
  issuerName: '欧阳建国',
  issuerTitle: '总经理',
  ownIssuer: '',
  isByLevel: true,
  issuedOn: day,
  validFrom: day,
  validTo: '2026-12-31',
  rewards: '',
  remark: '',
};
/** Pages of the organization and what they show when they can be used. */
const pages = ['/person', '/department', '/post', '/appointment', '/responsibility', '/letter', '/staffing', '/chart'] as const;
const inUse = 'main table tbody tr, main [role="row"][aria-rowindex="2"]:not([aria-busy]), main svg[role="img"]';
/** What those pages ask for. */
const asked = {
  'department.list': {},
  'post.list': {},
  'person.list': { offset: 0, limit: 200 },
  'appointment.list': {},
  'responsibility.list': {},
  'staffing.get': {},
  'letter.preview': { year: 2026, day, departmentIds: null },
  'chart.get': { kind: 'organization' },
} as const;

/** People, posts and letters of a large enterprise beside those of a small one. */
export async function benchStaff(machine: BenchMachine, runtime: Runtime, runs: number): Promise<Measured[]> {
  const small = await staffed(machine, 50, 10);
  const large = await staffed(machine, 5000, 400);
  return [
    ...(await queries(machine, small, large)),
    ...(await letters(machine)),
    ...(await lettersMeanwhile(machine)),
    ...(await lettersInWindow(machine, runtime)),
    ...(await opened(machine, runtime, small, large, Math.min(runs, 3))),
  ];
}

/** A workspace with so many people on so many posts, each with a list in force. @returns its folder */
async function staffed(machine: BenchMachine, people: number, posts: number): Promise<string> {
  const folder = path.join(machine.cache, `staff-${people}-${posts}`);
  rmSync(folder, { recursive: true, force: true });
  await writeInto(machine, folder, (db) => fill(db, people, posts));
  return folder;
}

function fill(db: Writer, people: number, posts: number): void {
  const departments = Array.from({ length: Math.max(3, Math.round(posts / 7)) }, (_, i) =>
    insertDepartment(db, { name: `第${i + 1}车间`, kind: 'workshop', parentId: null, validFrom: '2020-01-01' }),
  );
  const placed = Array.from({ length: posts }, (_, i) => {
    const departmentId = departments[i % departments.length]!;
    const { id } = db.insert('post', { name: `岗位${i + 1}`, departmentId, validFrom: '2020-01-01', validTo: null });
    const list = db.insert('responsibility', {
      postId: id,
      departmentId,
      title: `岗位${i + 1}`,
      status: 'approved',
      scope: '本岗位',
      criteria: '按条考核',
      approvedBy: '欧阳建国',
      approvedOn: '2025-05-30',
      validFrom: '2025-06-01',
      validTo: null,
    });
    for (let sort = 0; sort < 8; sort += 1)
      db.insert('responsibilityDuty', {
        responsibilityId: list.id,
        sort,
        text: `第 ${sort + 1} 条：班前检查设备、防护装置和劳动防护用品，发现隐患立即报告，未消除前不作业。`,
        frequency: '每班',
        criteria: '缺一次扣 5 分',
        standard10: 100,
      });
    return { id, departmentId };
  });
  const office = { title: '', scope: '', documentNumber: '', validFrom: '2020-01-01', validTo: null };
  for (let i = 0; i < people; i += 1) {
    const { id: postId, departmentId } = placed[i % posts]!;
    const personId = insertPerson(
      db,
      {
        name: `${'赵钱孙李周吴郑王'[i % 8]}${'伟芳娜敏静丽强磊军洋'[Math.floor(i / 8) % 10]}${i}`,
        sex: '',
        idNumber: '',
        phone: `1380000${String(i).padStart(4, '0')}`,
        education: '',
        employeeNo: `G${i}`,
        employment: 'formal',
        isLeader: false,
        enteredOn: '2020-01-01',
        departmentId,
        postId,
        remark: '',
      },
      '2020-01-01',
    );
    if (i < departments.length) db.insert('appointment', { ...office, personId, role: 'departmentHead', departmentId: departments[i]! });
    else if (i < departments.length + 5) db.insert('appointment', { ...office, personId, role: 'fullTimeOfficer', departmentId: null });
  }
}

/** Processor time of what the pages ask for, of the large enterprise for each time of the small one. */
async function queries(machine: BenchMachine, small: string, large: string): Promise<Measured[]> {
  const [little, big] = [benchHost(machine), benchHost(machine)];
  await must(little.call('workspace.open', { folder: small }));
  await must(big.call('workspace.open', { folder: large }));
  const results: Measured[] = [];
  for (const [name, input] of Object.entries(asked)) {
    const times = await compare(
      { big: () => must(big.call(name, input)), little: () => must(little.call(name, input)) },
      { turns: 5, warmUp: 1, clock: 'processor' },
    );
    results.push(held(`${name}，5,000 人、400 个岗位`, times.big, times.little, null, '50 人、10 个岗位'));
  }
  await little.close();
  await big.close();
  return results;
}

/** Letters made and written as Word files: the time of one among five thousand for that of one among five hundred. */
async function letters(machine: BenchMachine): Promise<Measured[]> {
  const each = async (people: number) => {
    const host = benchHost(machine);
    await must(host.call('workspace.open', { folder: await staffed(machine, people, 400) }));
    const target = path.join(machine.cache, `letters-${people}`);
    const issuedFrom = performance.now();
    const { value } = (await must(host.call('letter.issue', { draft }))) as { value: { batchId: string } };
    const writtenFrom = performance.now();
    await must(host.call('letter.print', { selection: { filter: { batchId: value.batchId } }, how: 'each', folder: target }));
    const done = performance.now();
    rmSync(target, { recursive: true, force: true });
    await host.close();
    return { issue: (writtenFrom - issuedFrom) / people, write: (done - writtenFrom) / people };
  };
  // The first warms what is compiled and read once.
  await each(100);
  const few = [await each(500), await each(500)];
  const many = await each(5000);
  return [
    held('生成 5,000 份责任书，每份', many.issue, median(few.map(({ issue }) => issue)), 1.3, '500 份时的每份'),
    held('写出 5,000 份责任书（docx），每份', many.write, median(few.map(({ write }) => write)), 1.3, '500 份时的每份'),
  ];
}

/** 200 letters made and written in the thread of the application: how long it takes, and how long the engine's own thread is held up. */
async function lettersMeanwhile(machine: BenchMachine): Promise<Measured[]> {
  const folder = await staffed(machine, 200, 60);
  const host = await threadedHost(machine, folder);
  const target = path.join(machine.cache, 'letters-200');
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const from = performance.now();
  const { value } = (await must(host.call('letter.issueAll', { draft }))) as { value: { batchId: string } };
  await must(host.call('letter.print', { selection: { filter: { batchId: value.batchId } }, how: 'both', folder: target }));
  const took = performance.now() - from;
  loop.disable();
  await host.close();
  rmSync(target, { recursive: true, force: true });
  return [
    held('200 份责任书：生成、每人一份、合并一份（毫秒）', took, 20_000, 1, '20 秒'),
    held('生成 200 份责任书时，引擎最长停顿（毫秒）', loop.max / 1e6, 50, 1, '50 毫秒'),
  ];
}

/** The same by the buttons of the real window: how long the page draws nothing and the main process hears nothing meanwhile. */
async function lettersInWindow(machine: BenchMachine, runtime: Runtime): Promise<Measured[]> {
  const target = path.join(machine.cache, 'letters-window');
  mkdirSync(target, { recursive: true });
  const workspace = await staffed(machine, 200, 60);
  const { written } = await start(machine, runtime, { name: 'letters', workspace, page: '/letter', selector: 'main h1', letters: target });
  const files = readdirSync(target, { recursive: true }).filter((name) => String(name).endsWith('.docx')).length;
  rmSync(target, { recursive: true, force: true });
  if (written === null || files !== 201) throw new Error(`责任书没有写完：${files} 个文件`);
  return [
    held('窗口里生成 200 份责任书、每人一份、合成一份（毫秒）', written.took, 20_000, 1, '20 秒'),
    ...notHeldUp(`窗口里写 200 份责任书时，两帧之间最长，共 ${written.frames} 帧`, written.page),
    ...notHeldUp('窗口里写 200 份责任书时，主进程最长停顿', written.main),
  ];
}

/** From the page's own document to its first rows, of the large enterprise against the small one. */
async function opened(machine: BenchMachine, runtime: Runtime, small: string, large: string, runs: number): Promise<Measured[]> {
  for (const folder of [small, large]) {
    const host = benchHost(machine);
    await must(host.call('workspace.open', { folder }));
    // The workspace of so many people may have them from the part before.
    const { letters } = (await must(host.call('letter.preview', { year: 2026, day, departmentIds: null }))) as { letters: number };
    if (letters > 0) await must(host.call('letter.issue', { draft }));
    await host.close();
  }
  const results: Measured[] = [];
  for (const page of pages) {
    const times: Record<'small' | 'large', number[]> = { small: [], large: [] };
    for (let run = 0; run <= runs; run += 1)
      for (const [name, workspace] of [
        ['small', small],
        ['large', large],
      ] as const) {
        const { steps } = await start(machine, runtime, { name: `staff-${name}`, workspace, page, selector: inUse });
        // The first of each warms the caches.
        if (run > 0) times[name].push(steps['rowsPainted']! - steps['loaded']!);
      }
    results.push(held(`${page} 从载入到可用，5,000 人、400 个岗位`, median(times.large), median(times.small), 1.5, '50 人、10 个岗位'));
  }
  return results;
}
