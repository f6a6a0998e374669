import { expect, test } from 'vitest';
import type { RiskFilter } from '../../db/domain/risk/list';
import { emptyRisk } from '../../db/domain/risk/risk';
import { openFile } from '../support/database';
import { newWorkspace } from '../support/workspace';

const draft = { ...emptyRisk, hazardSource: '钢丝绳断丝超标', step: '吊运工件', l: 3, e: 6, c: 15 };
const point = { name: '10t 桥式起重机', kind: 'equipment' as const, location: '一车间' };
const byNumber = { offset: 0, limit: 50, sort: { by: 'riskNo' as const, descending: false }, filter: {} };

test('a risk is graded, numbered, found, changed with a reason, undone and redone', async () => {
  const { call, fail, host } = await newWorkspace();
  const created = await call('risk.create', { point, draft });
  expect(created.value.riskNo).toBe('FX-0001');
  const {
    rows: [risk],
  } = await call('risk.list', byNumber);
  expect(risk).toMatchObject({
    riskPoint: '10t 桥式起重机',
    l: 3,
    e: 6,
    c: 15,
    score100: 27_000,
    level: 'considerable',
    controlLevel: 'workshop',
  });

  for (const text of ['绳', '断丝', '钢丝绳断丝', 'gss', '桥式', '10t', 'FX-0001']) {
    expect((await call('risk.list', { ...byNumber, filter: { text } })).total, text).toBe(1);
  }
  expect((await call('risk.list', { ...byNumber, filter: { text: '灭火器' } })).total).toBe(0);

  const lower = { id: risk!.id, revision: 1, patch: { l: 1 } };
  expect(await fail('risk.update', lower)).toMatchObject({ code: 'INVALID', findings: [{ rule: 'V16', key: 'V16.reason' }] });
  expect(await fail('risk.update', { ...lower, lowering: { reason: '已更换钢丝绳', assessor: '张三', reviewer: '张三' } })).toMatchObject({
    findings: [{ key: 'V16.same' }],
  });
  await call('risk.update', { ...lower, lowering: { reason: '已更换钢丝绳', assessor: '张三', reviewer: '李四' } });
  expect(await fail('risk.update', { ...lower, patch: { step: 'x' } })).toMatchObject({ code: 'CONFLICT' });
  expect((await call('risk.get', { id: risk!.id })).levelChanges).toMatchObject([
    { fromLevel: 'considerable', toLevel: 'general', reviewer: '李四' },
  ]);

  await call('history.undo', {});
  expect((await call('risk.get', { id: risk!.id })).risk.level).toBe('considerable');
  await call('history.undo', {});
  expect((await call('risk.list', byNumber)).total).toBe(0);
  expect((await call('risk.list', { ...byNumber, filter: { text: '断丝' } })).total).toBe(0);
  await call('history.redo', {});
  await call('history.redo', {});
  expect((await call('risk.get', { id: risk!.id })).risk.level).toBe('general');
  expect((await call('audit.verify', {})).faults).toEqual([]);
  await host.close();
});

test('an impossible factor is refused and nothing is written', async () => {
  const { call, fail, host } = await newWorkspace();
  expect(await fail('risk.create', { point, draft: { ...draft, l: 4 } })).toMatchObject({
    code: 'INVALID',
    findings: [{ rule: 'V01', field: 'l' }],
  });
  expect((await call('risk.list', byNumber)).total).toBe(0);
  expect((await call('riskPoint.list', { offset: 0, limit: 10 })).total).toBe(0);
  await host.close();
});

test('a command that finds nothing to change leaves no audit row', async () => {
  const { call, host } = await newWorkspace();
  const created = await call('risk.create', { point, draft });
  const again = await call('risk.update', { id: created.value.id, revision: 1, patch: { step: '吊运工件' } });
  expect(again).toMatchObject({ changed: 0, step: null });
  await host.close();
});

test('rules of the house that are switched off are heard neither in the form nor after saving', async () => {
  const { call, host } = await newWorkspace();
  const { value } = await call('risk.create', { point, draft });
  expect(value.findings.map(({ rule }) => rule)).toContain('V07');
  await call('preference.set', { key: 'switchedOffRules', value: ['V07', 'V16'] });
  expect((await call('risk.choices', {})).switchedOff).toEqual(['V07', 'V16']);
  expect((await call('risk.get', { id: value.id })).findings).toEqual([]);
  const { value: updated } = await call('risk.update', { id: value.id, revision: 1, patch: { step: '起吊' } });
  expect(updated.findings).toEqual([]);
  await host.close();
});

test('an import grades a stored risk by the mapping that it was graded by, like the form', async () => {
  const { call, host, folder } = await newWorkspace();
  await call('risk.create', { point, draft: { ...draft, riskNo: 'A-1', l: 10, e: 1, c: 7 } });
  // As an earlier version left it, where another mapping was chosen for later assessments only.
  const file = openFile(folder);
  file.prepare(`UPDATE enterprise SET lecScale = 'lec-above70@1'`).run();
  file.close();
  const { sessionId, counts } = await call('intake.plan', {
    subject: 'risk',
    files: [],
    pasted: [
      '编号\t风险点\t危险源\tL\tE\tC\t等级\t后果',
      'A-1\t行车\t钢丝绳断丝超标\t10\t1\t7\t一般\t砸伤',
      'A-2\t行车\t脱钩\t10\t1\t7\t低\t砸伤',
    ].join('\n'),
  });
  expect(counts).toMatchObject({ new: 1, changed: 1 });
  await call('intake.commit', { sessionId });
  expect((await call('risk.list', byNumber)).rows).toMatchObject([
    { riskNo: 'A-1', consequence: '砸伤', level: 'general', keptLevel: null, scale: 'lec@1' },
    { riskNo: 'A-2', level: 'low', scale: 'lec-above70@1' },
  ]);
  await host.close();
});

test('a risk judged by a statutory clause stays major until its condition is gone; a sheet says nothing against it', async () => {
  const { call, fail, host } = await newWorkspace();
  expect((await call('risk.choices', {})).direct.chosen).toEqual([]);
  expect(await fail('risk.chooseDirect', { catalogues: ['direct-x@1'] })).toMatchObject({ findings: [{ rule: 'directUnknown' }] });
  await call('risk.chooseDirect', { catalogues: ['direct-general@1'] });
  const { direct } = await call('risk.choices', {});
  expect(direct.chosen).toEqual(['direct-general@1']);
  const clause = direct.all.find(({ id }) => id === 'direct-general@1')!.clauses.find(({ statutory }) => statutory)!;
  const hit = { directMajor: true, directCode: clause.id, directReason: clause.text };
  const { value } = await call('risk.create', { point, draft: { ...draft, riskNo: 'A-1', ...hit } });
  const lowering = { reason: '已核销', assessor: '', reviewer: '李四' };
  const leave = { id: value.id, revision: 1, patch: { directMajor: false }, lowering };
  expect(await fail('risk.update', leave)).toMatchObject({ findings: [{ rule: 'statutoryHit', field: 'directCode' }] });
  expect(await fail('risk.updateEach', { changes: [{ id: value.id, revision: 1, patch: { directCode: '' } }], lowering })).toMatchObject({
    findings: [{ rule: 'statutoryHit' }],
  });

  const pasted = ['编号\t风险点\t危险源\tL\tE\tC\t后果', 'A-1\t10t 桥式起重机\t钢丝绳断丝超标\t1\t1\t1\t砸伤'].join('\n');
  const { sessionId } = await call('intake.plan', { subject: 'risk', files: [], pasted });
  await call('intake.commit', { sessionId });
  const { risk } = await call('risk.get', { id: value.id });
  expect(risk).toMatchObject({ level: 'major', ...hit, consequence: '砸伤', score100: 100 });

  const cleared = { on: '2026-11-20', evidence: '内应急备销〔2026〕12号' };
  await call('risk.update', { ...leave, revision: risk.revision, cleared });
  expect((await call('risk.get', { id: value.id })).risk).toMatchObject({ level: 'low', directMajor: false, directCode: '' });
  const [last] = await call('history.record', { id: value.id, limit: 5 });
  expect(last!.reason).toBe('判定情形已消除（2026-11-20）：内应急备销〔2026〕12号');
  await host.close();
});

test('the form is offered the former accident types beside the present ones, and the classes of factors', async () => {
  const { call, host } = await newWorkspace();
  const { accidentTypes, words, factorClasses } = await call('risk.choices', {});
  expect(accidentTypes.filter(({ code }) => code.startsWith('WSA'))).toHaveLength(27);
  const former = accidentTypes.filter(({ code }) => code.startsWith('1986:')).map(({ name }) => name);
  expect(former).toEqual(expect.arrayContaining(['机械伤害', '车辆伤害', '中毒和窒息']));
  expect(former).not.toContain('触电');
  expect(words.ambiguousAccidents).toEqual(expect.arrayContaining(['1986:车辆伤害', '车辆伤害', '1986:中毒和窒息']));
  expect(words.ambiguousAccidents).not.toContain('1986:机械伤害');
  expect(factorClasses).toEqual(['1 人的因素', '2 物的因素', '3 环境因素', '4 管理因素']);
  await host.close();
});

test('former accident types come in marked, are found until they are settled, and a paper speaks the edition asked for', async () => {
  const { call, host } = await newWorkspace();
  const pasted = [
    '编号\t风险点\t危险源\tL\tE\tC\t事故类型',
    'A-1\t叉车\t超速\t3\t6\t15\t车辆伤害、触电',
    'A-2\t冲床\t无防护\t3\t6\t15\t机械伤害',
  ].join('\n');
  const plan = await call('intake.plan', { subject: 'risk', files: [], pasted });
  expect(plan.notes).toMatchObject({ accidentAmbiguous: 1 });
  await call('intake.commit', { sessionId: plan.sessionId });
  const { rows } = await call('risk.list', byNumber);
  expect(rows.map(({ accidentTypes }) => accidentTypes)).toEqual([['1986:车辆伤害', 'WSA10006'], ['1986:机械伤害']]);
  const again = await call('intake.plan', { subject: 'risk', files: [], pasted });
  expect(again.counts).toMatchObject({ same: 2, changed: 0 });
  const { words } = await call('risk.choices', {});
  const found = async (filter: RiskFilter) => (await call('risk.list', { ...byNumber, filter })).rows.map(({ riskNo }) => riskNo);
  expect(await found({ accidentType: [...words.ambiguousAccidents] })).toEqual(['A-1']);
  expect((await call('review.run', {})).groups).toContainEqual(expect.objectContaining({ rule: 'accidentEdition', count: 1 }));

  const request = { code: 'F07' as const, roundId: null, compiledOn: '2026-11-21', filledBy: '', phone: '', preparedBy: '' };
  const signed = { ...request, reviewedBy: '', approvedBy: '', assessedFor: '' };
  const draft = async (accidentEdition: '' | '2025' | '1986') => {
    const { html, gaps } = await call('filing.draft', { request: { ...signed, accidentEdition } });
    return [
      ['车辆伤害、触电', '机械伤害', '机械致害', '没有唯一对应', 'GB 6441-1986'].filter((part) => html.includes(part)),
      gaps.filter(({ key }) => key === 'accidentsKept').map(({ params }) => params),
    ];
  };
  expect(await draft('')).toEqual([['车辆伤害、触电', '机械伤害'], []]);
  expect(await draft('2025')).toEqual([['车辆伤害、触电', '机械致害', '没有唯一对应'], [{ count: 1, names: '车辆伤害' }]]);
  expect(await draft('1986')).toEqual([['车辆伤害、触电', '机械伤害', 'GB 6441-1986'], []]);
  await host.close();
});

test('the register is narrowed to a class of GB/T 13861', async () => {
  const { call, host } = await newWorkspace();
  for (const [at, factorCode] of ['1 人的因素', '310315', '', '噪声'].entries())
    await call('risk.create', { point, draft: { ...draft, riskNo: `A-${at}`, hazardSource: `危险源 ${at}`, factorCode } });
  const found = async (factorClass: RiskFilter['factorClass']) =>
    (await call('risk.list', { ...byNumber, filter: { factorClass } })).rows.map(({ riskNo }) => riskNo);
  expect([await found(['1']), await found(['3', 'none']), await found(['other'])]).toEqual([['A-0'], ['A-1', 'A-2'], ['A-3']]);
  await host.close();
});
