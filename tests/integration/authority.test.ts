import { expect, test } from 'vitest';
import { emptyAuthority } from '../../db/domain/filing/handover';
import { emptyRisk } from '../../db/domain/risk/risk';
import { newTerminal } from '../support/terminal';
import { newWorkspace } from '../support/workspace';

const bureau = { ...emptyAuthority, name: '九原区应急管理局', subjects: ['risk' as const], regionCode: '150207' };

test('authorities are entered, changed, retired and undone', async () => {
  const { call, fail, host } = await newWorkspace();
  const { value } = await call('authority.create', { draft: bureau });
  expect(await fail('authority.create', { draft: bureau })).toMatchObject({ findings: [{ rule: 'unique', field: 'name' }] });
  const dates = { validFrom: '2026-02-01', validTo: '2026-01-01' };
  expect(await fail('authority.update', { id: value.id, revision: 1, draft: { ...bureau, ...dates } })).toMatchObject({
    findings: [{ rule: 'dateOrder', field: 'validTo' }],
  });
  await call('authority.update', { id: value.id, revision: 1, draft: { ...bureau, shortName: '区应急局', phone: '0472-7150000' } });
  expect(await call('authority.list', { text: '应急局' })).toMatchObject([
    { name: '九原区应急管理局', region: '内蒙古自治区包头市九原区', profiles: [], filings: 0, sentOn: null },
  ]);
  expect(await call('authority.list', { subject: 'health' })).toEqual([]);
  await call('authority.retire', { id: value.id, revision: 2, on: '2026-11-21' });
  expect(await call('authority.list', {})).toEqual([]);
  expect(await call('authority.list', { withRetired: true })).toMatchObject([{ validTo: '2026-11-21' }]);
  await call('history.undo', {});
  expect(await call('authority.list', {})).toMatchObject([{ validTo: null }]);
  await host.close();
});

test('a paper is proposed to whoever answers for its subject, the nearest first', async () => {
  const { call, host } = await newWorkspace({ regionCode: '150200' });
  const draft = (name: string, regionCode: string, subjects: ('risk' | 'health')[]) =>
    call('authority.create', { draft: { ...emptyAuthority, name, regionCode, subjects } });
  await draft('内蒙古自治区应急管理厅', '150000', ['risk']);
  await draft('包头市卫生健康委员会', '150200', ['health']);
  await draft('昆都仑区应急管理局', '150203', ['risk']);
  await draft('包头市应急管理局', '150200', ['risk']);
  await draft('集团公司安全部', '', ['risk']);
  const rows = async (code: string, regionCode?: string) =>
    (await call('authority.addressees', { code, ...(regionCode ? { regionCode } : {}) })).rows.map(
      ({ name, fits }) => `${fits ? '*' : ''}${name}`,
    );
  expect(await rows('F08')).toEqual([
    '*包头市应急管理局',
    '*内蒙古自治区应急管理厅',
    '*集团公司安全部',
    '昆都仑区应急管理局',
    '包头市卫生健康委员会',
  ]);
  // A site in another area has an authority of its own.
  expect((await rows('F08', '150203'))[0]).toBe('*昆都仑区应急管理局');
  await host.close();
});

test('names of former papers and of the enterprise become authorities once', async () => {
  const { call, fail, host } = await newWorkspace();
  const { revision } = await call('enterprise.get', {});
  await call('enterprise.update', {
    revision,
    patch: { regulator: '九原区应急管理局、某某集团公司', ohRegulator: '九原区卫生健康委员会' },
  });
  await call('preference.set', {
    key: 'filing.letter',
    value: {
      recipients: [['九原区应急管理局', { basis: '《安全生产法》第四十一条', signer: '', subject: '季度风险材料' }]],
      draft: {},
      enclosed: null,
    },
  });
  await call('filing.issue', {
    request: {
      code: 'F40',
      compiledOn: '2026-11-20',
      period: '',
      recipient: '高新区管委会',
      documentNumber: '',
      signer: '',
      subject: '材料',
      basis: '',
      body: '',
      contact: { name: '李', phone: '1', address: '' },
      items: [],
    },
    gapReason: '试',
  });
  expect(await call('authority.former', {})).toMatchObject([
    { name: '九原区应急管理局', kind: 'emergency', source: 'regulator', letter: { basis: '《安全生产法》第四十一条' } },
    { name: '某某集团公司', kind: 'superior' },
    { name: '九原区卫生健康委员会', kind: 'health', subjects: ['health'] },
    { name: '高新区管委会', kind: 'park', filings: 1, lastOn: '2026-11-20' },
  ]);
  await call('authority.adopt', { names: ['九原区应急管理局', '高新区管委会'] });
  expect(await call('authority.list', {})).toMatchObject([
    {
      name: '九原区应急管理局',
      regionCode: '150207',
      profiles: [{ letter: { basis: '《安全生产法》第四十一条', subject: '季度风险材料', style: 'letter' } }],
    },
    { name: '高新区管委会', regionCode: '' },
  ]);
  expect((await call('authority.former', {})).map(({ name }) => name)).toEqual(['某某集团公司', '九原区卫生健康委员会']);
  expect(await fail('authority.adopt', { names: ['没有的局'] })).toMatchObject({ code: 'INVALID' });
  await call('history.undo', {});
  expect(await call('authority.list', {})).toEqual([]);
  await host.close();
});

test('two names of one body are merged with their profiles', async () => {
  const { call, fail, host } = await newWorkspace();
  const keep = (await call('authority.create', { draft: bureau })).value.id;
  const other = (await call('authority.create', { draft: { ...bureau, name: '九原区安监局', phone: '110', subjects: ['hazard'] } })).value
    .id;
  await call('authority.createProfile', { authorityId: other, draft: { name: '季报', mask: { mobile: true } } });
  expect(await fail('authority.merge', { keep, others: [keep] })).toMatchObject({ findings: [{ rule: 'mergeSelf' }] });
  expect((await call('authority.merge', { keep, others: [other] })).value).toMatchObject({ merged: 1, moved: 1 });
  expect(await call('authority.list', { withRetired: true })).toMatchObject([
    { id: keep, phone: '110', subjects: ['risk', 'hazard'], profiles: [{ name: '季报' }] },
    { id: other, validTo: '2026-11-21', profiles: [] },
  ]);
  await host.close();
});

test('what an authority wants is stated, checked, changed and taken away', async () => {
  const { call, fail, host } = await newWorkspace();
  const { value } = await call('authority.create', { draft: bureau });
  const papers = [{ code: 'F07' as const, formats: ['xlsx' as const] }];
  expect(
    await fail('authority.createProfile', { authorityId: value.id, draft: { name: '季报', papers: [...papers, ...papers] } }),
  ).toMatchObject({
    findings: [{ rule: 'unique', field: 'papers' }],
  });
  expect(
    await fail('authority.createProfile', { authorityId: value.id, draft: { name: '季报', papers: [{ code: 'F07', formats: ['docx'] }] } }),
  ).toMatchObject({ findings: [{ rule: 'format' }] });
  const profile = (await call('authority.createProfile', { authorityId: value.id, draft: { name: '季报', papers } })).value.id;
  expect(await call('authority.list', {})).toMatchObject([
    {
      profiles: [
        {
          papers: [{ code: 'F07', copies: 1 }],
          mask: {},
          volumeMb: null,
          fileNames: 'utf8',
          withReceipt: false,
          letter: { style: 'letter' },
        },
      ],
    },
  ]);
  await call('authority.updateProfile', { id: profile, revision: 1, draft: { name: '季报', papers, withReceipt: true, volumeMb: 20 } });
  expect(await fail('authority.updateProfile', { id: profile, revision: 1, draft: { name: '季报' } })).toMatchObject({ code: 'CONFLICT' });
  await call('authority.removeProfile', { id: profile, revision: 2 });
  await call('history.undo', {});
  expect(await call('authority.list', {})).toMatchObject([{ profiles: [{ withReceipt: true, volumeMb: 20 }] }]);
  await host.close();
});

test('the terminal does the same', async () => {
  const { run, say } = await newTerminal();
  await run('authority', 'add', '九原区应急管理局', '--region', '150207', '--contact-name', '刘科长');
  await run('authority', 'update', '九原区应急管理局', '--short-name', '区应急局', '--subject', '风险分级管控');
  expect((await run('authority', 'list', '--subject', '风险分级管控')).json).toMatchObject({
    total: 1,
    rows: [{ name: '九原区应急管理局', kind: '应急管理部门', subjects: ['风险分级管控'], contactName: '刘科长' }],
  });
  const profile = ['authority', 'profile', '区应急局'];
  await run(
    ...profile,
    '--paper',
    'F07:xlsx,pdf:2',
    '--paper',
    'F10',
    '--mask',
    '手机号,姓名',
    '--receipt',
    '--volume-mb',
    '20',
    '--file-names',
    'GBK',
  );
  await run(...profile, '--style', '报告', '--copy-to', '区安委办');
  const { json } = await run(...profile);
  expect(json).toMatchObject({
    profiles: [
      {
        name: '报送要求',
        papers: [
          { code: 'F07', formats: ['xlsx', 'pdf'], copies: 2 },
          { code: 'F10', formats: ['docx', 'pdf'], copies: 1 },
        ],
        mask: ['手机号', '姓名'],
        letter: { style: '报告', copyTo: '区安委办' },
        volumeMb: 20,
        withReceipt: true,
      },
    ],
  });
  const wrong = [
    await say(...profile, '--mask', '工资'),
    await say(...profile, '--paper', 'F99'),
    await say('authority', 'list', '--subject', '别的'),
    await say('authority', 'profile', '没有的局'),
  ];
  expect(wrong.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
  expect(wrong.map(({ err }) => err).join()).toMatch(/手机号、身份证号.*F07.*风险分级管控.*authority list/s);
  expect((await run('authority', 'retire', '区应急局', '--on', '2026-12-01')).json).toMatchObject({ validTo: '2026-12-01' });
  expect((await run('authority', 'adopt', '--list')).json).toEqual({ total: 0, rows: [] });
});

const letter = {
  code: 'F40' as const,
  compiledOn: '2026-11-20',
  period: '',
  recipient: '九原区应急管理局',
  documentNumber: '',
  signer: '',
  subject: '材料',
  basis: '',
  body: '',
  contact: { name: '李', phone: '0472-1', address: '' },
  items: [],
};

test('a paper for an authority leaves out what it must not see; its dossier keeps everything', async () => {
  const { call, fail, host } = await newWorkspace();
  const { value } = await call('authority.create', { draft: bureau });
  await call('authority.createProfile', { authorityId: value.id, draft: { name: '季报', mask: { mobile: true, names: true } } });
  await call('risk.create', {
    point: { name: '行车', kind: 'equipment', location: '' },
    draft: {
      ...emptyRisk,
      hazardSource: '断绳',
      l: 3,
      e: 6,
      c: 15,
      ownerText: '张三',
      phone: '13800001234',
      administrative: '由张三每班检查',
    },
  });
  const request = {
    code: 'F07' as const,
    roundId: null,
    compiledOn: '2026-11-20',
    authorityId: value.id,
    filledBy: '李志强',
    phone: '13911112222',
  };
  const { gaps } = await call('filing.draft', { request });
  expect(gaps).toContainEqual({
    key: 'masked',
    params: { authority: bureau.name, text: '手机号 1 处、姓名 2 处' },
    at: 'authority',
    advice: true,
  });
  const issued = await call('filing.issue', { request, gapReason: '试' });
  const [filing] = await call('filing.list', { code: 'F07' });
  expect(filing).toMatchObject({ number: issued.value.number, addressee: bureau.name });
  const stored = host.dispatcher!.reader.get<Record<string, string>>('SELECT authorityId, dossier, document FROM filing')!;
  expect(stored['authorityId']).toBe(value.id);
  expect(stored['dossier']).toContain('13800001234');
  expect(stored['document']).not.toMatch(/13800001234|张三/);
  expect(stored['document']).toMatch(/138\*\*\*\*1234/);
  // Who is asked about the paper stays on it.
  expect(stored['document']).toContain('13911112222');
  expect(await fail('filing.draft', { request: { ...request, authorityId: issued.value.id } })).toMatchObject({ code: 'NOT_FOUND' });
  await host.close();
});

test('a letter is worded by whom it goes to, and its number is given out once', async () => {
  const { call, fail, host } = await newWorkspace();
  const { revision } = await call('enterprise.get', {});
  expect(await call('filing.nextDocumentNumber', { day: '2026-11-20' })).toEqual({ number: '' });
  expect(await fail('enterprise.update', { revision, patch: { documentPattern: '鹿原安' } })).toMatchObject({
    findings: [{ rule: 'documentPattern', field: 'documentPattern' }],
  });
  await call('enterprise.update', { revision, patch: { documentPattern: '鹿原安〔{年}〕{号}号' } });
  const { number } = await call('filing.nextDocumentNumber', { day: '2026-11-20' });
  expect(number).toBe('鹿原安〔2026〕1号');
  const first = await call('filing.issue', { request: { ...letter, documentNumber: number } });
  expect(await call('filing.nextDocumentNumber', { day: null })).toEqual({ number: '鹿原安〔2026〕2号' });
  expect(await fail('filing.issue', { request: { ...letter, documentNumber: number } })).toMatchObject({
    findings: [{ rule: 'documentNumberUsed', params: { value: number, number: 'F40-2026-001' } }],
  });
  // 换版 keeps the number.
  await call('filing.issue', { request: { ...letter, documentNumber: number }, replacesId: first.value.id });

  const { value } = await call('authority.create', { draft: { ...bureau, salutation: '贵委' } });
  const html = async (more: object) => (await call('filing.draft', { request: { ...letter, ...more } })).html;
  expect(await html({ style: 'letter', authorityId: value.id, copyTo: '区安委办' })).toMatch(
    /报送贵委，请予接收[\s\S]*特此函报[\s\S]*抄送：区安委办/,
  );
  const report = await html({ style: 'report', signer: '郭宏志' });
  expect(report).toMatch(/随文上报，请审阅[\s\S]*特此报告/);
  expect(report).toContain('郭宏志');
  expect(report).not.toMatch(/贵局|贵委/);
  const { gaps } = await call('filing.draft', {
    request: { ...letter, style: 'report', recipient: '', contact: { name: '', phone: '', address: '' } },
  });
  expect(gaps.map(({ key }) => key)).toEqual(['noRecipient', 'noContact', 'noSigner', 'noDocumentNumber', 'noEnclosures']);
  await host.close();
});
