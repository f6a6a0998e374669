import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emptyAuthority, maskFields, type MaskField } from '../../db/domain/filing/handover';
import { emptyRisk } from '../../db/domain/risk/risk';
import type { FilingFormat } from '../../db/domain/filing/filing';
import type { FilingRequest } from '../../electron/filing/request';
import { noShell } from '../../electron/workspace/shell';
import { authorityDocx } from '../support/authorityDocx';
import { countyForm } from '../support/forms';
import { inBytes } from '../support/inBytes';
import { blankPdf } from '../support/printer';
import { newWorkspace, type TestWorkspace } from '../support/workspace';
import { unzip } from '../unit/filing/archive';

/** What only the risk of this test says, each in the spelling of the register. */
const secrets: Readonly<Record<MaskField, readonly string[]>> = {
  mobile: ['13912345678', '137-0000-4321', '13912345679'],
  idNumber: ['150202198505054321', '150202 19900101 123X'],
  names: ['欧阳测试', '呼和试验'],
  stock: ['7.7 吨'],
};

let workspace: TestWorkspace;
let folder: string;
let roundId: string;
let forms: { F07: string; F08: string };

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'anze-遮盖 '));
  workspace = await newWorkspace({
    way: 'sample',
    shell: { ...noShell, printPdf: blankPdf },
  });
  const { call } = workspace;
  const unknown = {
    sex: '',
    education: '',
    employment: 'formal',
    isLeader: false,
    enteredOn: null,
    departmentId: null,
    postId: null,
  } as const;
  await call('person.create', { draft: { ...unknown, name: '呼和试验', idNumber: '', phone: '', remark: '' } });
  await call('risk.create', {
    point: { name: '试验用调漆间', kind: 'place', location: '三号库北侧' },
    draft: {
      ...emptyRisk,
      hazardSource: '稀释剂泄漏',
      l: 10,
      e: 6,
      c: 15,
      ownerText: '欧阳测试',
      phone: '13912345678',
      administrative: '由呼和试验（手机 137-0000-4321，身份证 150202198505054321）每班检查，稀释剂存量 7.7 吨',
      emergency: '拨打 13912345679；证号 150202 19900101 123X',
    },
  });
  const [last] = await call('round.list', {});
  const draft = {
    name: '遮盖试验',
    kind: 'quarterly',
    period: '2026Q4',
    startedOn: '2026-11-01',
    baseRoundId: last!.id,
    team: last!.team,
  } as const;
  const { value } = await call('round.open', { draft: { ...draft, reason: '', scope: '', methodNote: '', noticeNo: '', noticeOn: null } });
  roundId = value.id;
  const taken = async (name: string, code: 'F07' | 'F08', bytes: Uint8Array): Promise<string> => {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    return (await call('form.take', { file, code })).value.id!;
  };
  forms = { F07: await taken('县表样.xlsx', 'F07', await countyForm()), F08: await taken('县报告表.docx', 'F08', await authorityDocx()) };
});
afterAll(() => workspace.host.close());

/** An authority that must not see one kind of data, or may see everything. */
async function authorityFor(field: MaskField | null): Promise<string> {
  const { call } = workspace;
  const name = `${field ?? '不遮盖'}县应急管理局`;
  const { value } = await call('authority.create', { draft: { ...emptyAuthority, name } });
  await call('authority.createProfile', { authorityId: value.id, draft: { name: '季报', mask: field === null ? {} : { [field]: true } } });
  return value.id;
}

const contact = { name: '郭宏志', phone: '0472-5550100', address: '' };
const said = `随函材料由呼和试验（13912345678，150202198505054321）送达。`;
const requests = (authorityId: string): FilingRequest[] => {
  const stated = { compiledOn: '2026-11-20', authorityId, recipient: '', filledBy: '郭宏志', phone: '0472-5550100' };
  const people = { preparedBy: '', reviewedBy: '', approvedBy: '' };
  const register = { accidentEdition: '' as const, assessedFor: '' };
  const minutes = { noticeText: said, planText: '', chair: '郭宏志', recorder: '', implementation: said };
  const annexes = { noticeFrom: 'set', planFrom: 'set', signInFrom: 'set' } as const;
  const letter = {
    period: '',
    recipient: '某县应急管理局',
    documentNumber: '',
    signer: '',
    subject: '材料',
    basis: '',
    body: said,
    items: [],
  };
  return [
    { code: 'F07', roundId, ...stated, ...people, ...register },
    { code: 'F08', roundId, ...stated, leader: '', period: '', ...register },
    { code: 'F10', roundId, compiledOn: '2026-11-20', authorityId, ...minutes, ...annexes, ...people, accidentEdition: '' },
    { code: 'F40', compiledOn: '2026-11-20', authorityId, contact, ...letter },
  ];
};

/** Everything that the files of a paper say, in all its formats and in the authority's own form. */
async function told(request: FilingRequest): Promise<{ id: string; text: string }> {
  const { call } = workspace;
  const { id } = (await call('filing.issue', { request, gapReason: '试验' })).value;
  const formats: Partial<Record<string, FilingFormat[]>> = { F07: ['xlsx'], F08: ['xlsx', 'docx'] };
  const target = `${path.join(folder, id)}${path.sep}`;
  const texts = [];
  for (const format of formats[request.code] ?? (['docx'] as const))
    texts.push(await inBytes(readFileSync((await call('filing.render', { id, format, file: target })).file!)));
  if (request.code === 'F07' || request.code === 'F08')
    texts.push(await inBytes(readFileSync((await call('filing.renderForm', { id, formId: forms[request.code], file: target })).file!)));
  return { id, text: texts.join('\n') };
}

/** Which secrets a paper tells, by kind. */
const tells = (text: string): Record<string, string[]> =>
  Object.fromEntries(maskFields.map((field) => [field, secrets[field].filter((secret) => text.includes(secret))]));

it('without a mask the papers say what the register says', async () => {
  const authorityId = await authorityFor(null);
  const [f07, f08, f10, f40] = await Promise.all(requests(authorityId).map(told));
  for (const paper of [f07!, f08!])
    expect(tells(paper.text)).toEqual({ ...secrets, mobile: expect.arrayContaining(['13912345678', '137-0000-4321']) });
  expect(tells(f10!.text)).toEqual(secrets);
  expect(tells(f40!.text)).toEqual({ mobile: ['13912345678'], idNumber: ['150202198505054321'], names: ['呼和试验'], stock: [] });
});

it.each([...maskFields])('%s stands in no byte of the papers, the letter and the package for whom it is masked', async (field) => {
  const made: { code: string; id: string; text: string }[] = [];
  for (const request of requests(await authorityFor(field))) made.push({ code: request.code, ...(await told(request)) });
  const found = made.map(({ code, text }) => [code, tells(text)[field]]);
  // A letter names whom its writer sends.
  const named = field === 'names' ? ['呼和试验'] : [];
  expect(found).toEqual([
    ['F07', []],
    ['F08', []],
    ['F10', []],
    ['F40', named],
  ]);
  // Nothing else goes with it.
  const others = maskFields.filter((one) => one !== field).map((other) => tells(made[0]!.text)[other]!.length);
  expect(Math.min(...others)).toBeGreaterThan(0);

  const [f07, f08, f10, letter] = made.map(({ id }) => id);
  const target = path.join(folder, `${field}.zip`);
  await workspace.call('filing.package', {
    letterId: letter!,
    filings: [
      { id: f07!, formats: ['xlsx'] },
      { id: f08!, formats: ['docx'], formId: null },
      { id: f10!, formats: ['docx'] },
    ],
    file: target,
    withReceipt: true,
  });
  const packed = readFileSync(target);
  // Its pdfs are blank here; what they say is read where they are really printed.
  expect(tells(await inBytes(packed))[field]).toEqual([]);
  expect([...(await unzip(packed)).keys()].filter((name) => name.startsWith('校验'))).toHaveLength(2);
});

it('a publication and the sign-off sheet name no numbers of people', async () => {
  const publication = { from: null, to: null, place: '', department: '', phone: '13912345678', short: false, posts: true, wording: {} };
  const meeting = { compiledOn: '2026-11-20', roundId };
  const f09 = await told({ code: 'F09', ...meeting, ...publication });
  expect(tells(f09.text)).toEqual({ mobile: [], idNumber: [], names: ['呼和试验'], stock: [] });
  const signoff = await told({ code: 'signoff', ...meeting, chair: '', recorder: '', blankRows: 4 });
  expect(tells(signoff.text)).toEqual({ mobile: [], idNumber: [], names: [], stock: [] });
});
