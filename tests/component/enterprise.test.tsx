import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import EnterprisePage from '../../renderer/features/enterprise/EnterprisePage';
import { fenOf, patchOf, profileOf, tenThousands, usccFinding } from '../../renderer/features/enterprise/profile';
import type { Data } from '../../renderer/api';
import { changed, mountPage, part, refusal, serve, type Answers } from './engine';

const view = part<Data<'enterprise.get'>>({
  id: 'e1',
  revision: 4,
  isSample: false,
  computedScale: null,
  scale: null,
  missing: ['uscc', 'phone'],
  ownPapers: [],
  name: '示范机械',
  shortName: '',
  uscc: '',
  legalRep: '郭宏志',
  actualController: '',
  principal: '',
  address: '',
  phone: '',
  industryCode: '',
  sector: 'machinery',
  regionCode: '150200',
  headcount: 265,
  revenue: 18_600_000_000,
  assets: null,
  enteredScale: null,
  scaleReason: '',
  regulator: '',
  ohRegulator: '',
  startDate: '2026-01-01',
  isHighHazard: false,
  isMetalSmelting: false,
  isHazardousGoods: false,
  isCrowdedPlace: false,
  isFireKeyUnit: false,
  hasCombustibleDust: false,
  hasConfinedSpace: false,
  hasLaborUnion: false,
});
const regions = [
  { code: '000000', name: '全国', parent: null, level: 'nation' },
  { code: '150200', name: '包头市', parent: '000000', level: 'prefecture' },
];

function show(answers: Answers = {}) {
  const engine = serve({
    'enterprise.get': view,
    'enterprise.choices': part({ regions, sectors: [{ id: 'machinery', name: '机械' }] }),
    'home.summary': part({
      cadence: 'quarter',
      packs: ['000000', '150200'],
      policyRules: ['V09', 'V10', 'V22', 'V31', 'V106'],
      enterprise: { region: '包头市' },
    }),
    'enterprise.update': changed({ id: 'e1' }),
    ...answers,
  });
  mountPage(<EnterprisePage />);
  return engine;
}
const field = (name: string) => screen.findByRole('textbox', { name });
const save = async () => userEvent.click(screen.getByRole('button', { name: '保存' }));

describe('the profile', () => {
  it('stores money in 分 and sends only what was changed', async () => {
    const engine = show();
    const revenue = await field('上年营业收入');
    expect((revenue as HTMLInputElement).value).toBe('18,600 万元');
    await userEvent.clear(revenue);
    await userEvent.type(revenue, '52000.5');
    await save();
    await waitFor(() => expect(engine.inputs('enterprise.update')).toEqual([{ revision: 4, patch: { revenue: 52_000_500_000 } }]));
  });

  it('computes the size with its reason and asks for one when it is corrected', async () => {
    show();
    expect(await screen.findByText('判断结果：小型')).toBeTruthy();
    expect(screen.getByText(/从业人员 265 人、营业收入 18,600 万元/)).toBeTruthy();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: '企业规模' }), 'medium');
    expect(screen.getByRole('textbox', { name: '纠正理由' })).toBeTruthy();
    expect(screen.getByText('按您的纠正记为中型；判断结果（小型）同时保留。')).toBeTruthy();
  });

  it('checks the code as soon as it is complete, not before', async () => {
    show();
    const uscc = await field('统一社会信用代码');
    await userEvent.type(uscc, '91150200MA0000007');
    expect(screen.getByText('已输入 17 位，共 18 位')).toBeTruthy();
    await userEvent.type(uscc, '3');
    expect(screen.getByText(/校验位不对/)).toBeTruthy();
    await userEvent.type(uscc, '{Backspace}2');
    expect(screen.getByText('校验通过')).toBeTruthy();
  });

  it('leads from what is missing to its field', async () => {
    show();
    await userEvent.click(await screen.findByRole('button', { name: '联系电话' }));
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '联系电话' }));
  });

  it('puts a refusal beside its field and keeps what was typed', async () => {
    show({
      'enterprise.update': () =>
        refusal({ code: 'INVALID', key: 'invalid', findings: [{ rule: 'uscc', kind: 'arithmetic', key: 'uscc.length', field: 'uscc' }] }),
    });
    const uscc = await field('统一社会信用代码');
    await userEvent.type(uscc, '9115');
    await save();
    expect(await screen.findByText('统一社会信用代码应为 18 位')).toBeTruthy();
    expect((uscc as HTMLInputElement).value).toBe('9115');
  });

  it('calls local rules a policy and tells which are kept by hand', async () => {
    show();
    expect(await screen.findByText('每季度至少完成一轮风险评估')).toBeTruthy();
    expect(screen.getByText('政策要求')).toBeTruthy();
    expect(screen.getAllByText('暂由人工掌握')).toHaveLength(1);
  });
});

describe('money', () => {
  it.each([
    [1, 1_000_000],
    [52_000.5, 52_000_500_000],
    [0.000001, 1],
    [null, null],
  ])('%s 万元 are %s 分 and back', (typed, fen) => {
    expect(fenOf(typed)).toBe(fen);
    expect(tenThousands(fen)).toBe(typed);
  });

  it('is not touched by a change of something else', () => {
    const before = profileOf(view);
    expect(patchOf({ ...before, phone: '0472-1' }, before)).toEqual({ phone: '0472-1' });
  });
});

it('reads a code in lower case and with blanks around it', () => {
  expect(usccFinding(' 91150200ma00000072 ')).toBeUndefined();
  expect(usccFinding('91150200MA0000007I')).toMatchObject({ key: 'uscc.character' });
});
