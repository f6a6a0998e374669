import { expect, test } from 'vitest';
import { emptyAuthority } from '../../db/domain/filing/handover';
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
