import { describe, expect, it } from 'vitest';
import { layoutSignature, proposeColumns, rememberColumns, type ColumnProposal, type HeadColumn } from '../../../electron/intake/columns';
import { inherentFields, personFields, riskFields, type IntakeSubject } from '../../../electron/intake/fields';
import { headText } from '../../../electron/intake/headText';
import { synonyms } from '../../../electron/intake/synonyms';
import { textCell, type Cell } from '../../../electron/intake/sheet';

const columns = (...titles: readonly (string | readonly [string, string])[]): HeadColumn[] =>
  titles.map((title, from) => ({
    from,
    to: from,
    group: typeof title === 'string' ? '' : title[0],
    leaf: typeof title === 'string' ? title : title[1],
  }));
const fields = (subject: IntakeSubject, ...titles: readonly (string | readonly [string, string])[]): (string | null)[] =>
  proposeColumns(subject, columns(...titles)).map(({ field }) => field);
const numbers = (...values: number[]): Cell[] => values.map((value) => ({ value, text: String(value) }));

describe('synonyms', () => {
  it('name every field of the register and of the list of people at least eight times', () => {
    for (const [subject, table] of [
      ['risk', riskFields],
      ['person', personFields],
    ] as const) {
      const inherent: readonly string[] = Object.values(inherentFields);
      expect(Object.keys(synonyms[subject])).toEqual(Object.keys(table).filter((field) => !inherent.includes(field)));
      for (const words of Object.values(synonyms[subject])) expect(new Set(words).size).toBeGreaterThanOrEqual(8);
    }
  });

  it('give a column that stands alone one of its fields', () => {
    const plain = (word: string): string => headText(word.replace(/^~/, '')).full;
    for (const subject of ['risk', 'person'] as const) {
      const meant = new Map<string, string[]>();
      for (const [field, words] of Object.entries(synonyms[subject]))
        for (const word of words) meant.set(plain(word), [...(meant.get(plain(word)) ?? []), field]);
      for (const word of Object.values(synonyms[subject]).flat()) {
        const [proposal] = proposeColumns(subject, columns(word.replace(/^~/, '')));
        const fields = meant.get(plain(word))!;
        // Which of C and S a 严重性 is, and of E and S an E/S, depends on the columns beside it.
        expect(fields.some((field) => field === 'c' || field === 'e') ? [...fields, 's'] : fields, word).toContain(proposal!.field);
      }
    }
  });
});

describe('column titles', () => {
  it('give the column without which no row can be taken to the one that sounds most like it', () => {
    expect(fields('risk', '风险点', '危险源（危险有害因素）\n及潜在后果描述', '可能导致的事故类型')).toEqual([
      'riskPoint',
      'hazardSource',
      'accidentTypes',
    ]);
    expect(fields('risk', '危险源', '危险源及潜在后果描述')).toEqual(['hazardSource', 'consequence']);
  });

  it('count without width, spaces, line breaks, stars and remarks', () => {
    expect(
      fields('risk', '＊危 险 源\n（或潜在事件）', '危险级别                (1级/2级/3级/4级/5级)', '责任人：', '【备注】', 'Ｌ'),
    ).toEqual(['hazardSource', 'level', 'owner', 'remark', 'l']);
  });

  it('are the head of a real import sheet', () => {
    expect(
      fields(
        'risk',
        '危险源类别（一级）',
        '危险源类别（二级）',
        '危险源类别（三级）',
        '代码',
        '危险因素明细',
        '缺陷类型',
        '可能导致的事故',
        '辅助方法        （Ⅰ/Ⅱ/Ⅲ/Ⅳ/Ⅴ）',
        '危险评价L',
        '危险评价E',
        '危险评价C',
        '危险评价D',
        '危险级别                (1级/2级/3级/4级/5级)',
        '控制措施',
      ),
    ).toEqual([
      'riskPoint',
      'step',
      'step',
      'factorCode',
      'hazardSource',
      null,
      'accidentTypes',
      'directReason',
      'l',
      'e',
      'c',
      'score',
      'level',
      'measures',
    ]);
    expect(
      fields(
        'person',
        '卡号',
        '人员姓名',
        '性别',
        '身份证号码',
        '家庭地址',
        '所属单位',
        '部门',
        '岗位',
        '特岗证书',
        '证书编号',
        '证书有效期',
        '电话',
      ),
    ).toEqual([
      null,
      'name',
      'sex',
      'idNumber',
      null,
      null,
      'department',
      'post',
      'certificateKind',
      'certificateNo',
      'certificateExpiresOn',
      'phone',
    ]);
  });

  it('take their sense from the group above', () => {
    expect(
      fields(
        'risk',
        ['', '风险点'],
        ['现有控制措施', '工程技术'],
        ['现有控制措施', '管理'],
        ['现有控制措施', '个体防护'],
        ['风险评价', 'L'],
        ['风险评价', 'S'],
        ['风险评价', 'R'],
        ['责任', '部门'],
        ['责任', '电话'],
        ['危险源', '描述'],
      ),
    ).toEqual(['riskPoint', 'engineering', 'administrative', 'ppe', 'l', 's', 'score', 'department', 'phone', 'hazardSource']);
  });

  it('let a letter in the remark decide which factor it is', () => {
    expect(fields('risk', '可能性（L）', '暴露于危险环境的频繁程度(E)', '后果（C）', '风险值（D）')).toEqual(['l', 'e', 'c', 'score']);
    expect(fields('risk', '可能性L', '后果S', '风险度R=L×S')).toEqual(['l', 's', 'score']);
  });

  it('read 严重性 as C beside E and as S without', () => {
    expect(fields('risk', '可能性', '暴露频率', '严重性')).toEqual(['l', 'e', 'c']);
    expect(fields('risk', '可能性', '严重性')).toEqual(['l', 's']);
    expect(fields('risk', 'L', 'E/S', 'C')).toEqual(['l', 'e', 'c']);
    expect(fields('risk', 'L', 'E/S')).toEqual(['l', 's']);
  });

  it('keep apart what assesses the risk before measures, and leave out what is no field', () => {
    const proposals = proposeColumns(
      'risk',
      columns(
        ['固有风险', 'L'],
        ['固有风险', '等级'],
        ['固有风险', '照片'],
        ['现有风险', 'L'],
        ['', '风险等级'],
        ['', '建议新增措施'],
        ['', '问题'],
      ),
    );
    expect(proposals.map(({ field, why }) => [field, why])).toEqual([
      ['inherentL', 'exact'],
      ['inherentLevel', 'exact'],
      [null, 'inherent'],
      ['l', 'exact'],
      ['level', 'exact'],
      ['proposed', 'exact'],
      [null, 'leftOut'],
    ]);
  });

  it('know the inherent assessment by its group, by how a title begins and by its remark', () => {
    const titles: (string | [string, string])[] = [
      '风险点',
      '危险源',
      ['固有风险评价（采取措施前）', '可能性（L）'],
      ['固有风险评价（采取措施前）', '暴露频率（E）'],
      ['固有风险评价（采取措施前）', '严重性'],
      '固有风险值',
      '风险等级（管控前）',
      '可能性（L）',
      '风险等级',
    ];
    expect(proposeColumns('risk', columns(...titles)).map(({ field }) => field)).toEqual([
      'riskPoint',
      'hazardSource',
      'inherentL',
      'inherentE',
      'inherentC',
      'inherentScore',
      'inherentLevel',
      'l',
      'level',
    ]);
  });

  it('prefer the better of two columns and tell the other', () => {
    const proposals = proposeColumns('risk', columns('部门', '责任部门', '作业活动', '风险点'));
    expect(proposals.map(({ field, why }) => [field, why])).toEqual([
      [null, 'duplicate'],
      ['department', 'exact'],
      ['step', 'exact'],
      ['riskPoint', 'exact'],
    ]);
  });

  it('judge 后果 by its values', () => {
    const sample =
      (values: readonly Cell[]) =>
      (column: number): readonly Cell[] =>
        column === 1 ? values : [];
    const field = (values: readonly Cell[]): string | null =>
      proposeColumns('risk', columns('L', '后果'), { sample: sample(values) })[1]!.field;
    expect(field(numbers(15, 7, 3, 40))).toBe('c');
    expect(field(['人员伤亡', '设备损坏', '骨折'].map((text) => textCell(text)))).toBe('consequence');
  });
});

describe('choices', () => {
  const head = columns('风险描述', '分数1', '等级');

  it('go before memory, memory before words', () => {
    const proposals = proposeColumns('risk', head, { remembered: { 分数1: 'l', 等级: null }, chosen: { A: 'step', 等级: 'level' } });
    expect(proposals.map(({ field, why }) => [field, why])).toEqual([
      ['step', 'chosen'],
      ['l', 'remembered'],
      ['level', 'chosen'],
    ]);
  });

  it('are remembered by title and belong to a layout', () => {
    const proposals: ColumnProposal[] = proposeColumns('risk', head, { chosen: { B: 'l' } });
    expect(rememberColumns(proposals)).toEqual({ 风险描述: 'hazardSource', 分数1: 'l', 等级: 'level' });
    expect(layoutSignature('risk', head)).toBe(layoutSignature('risk', columns('', '风险 描述', '', '分数１', '等级')));
    expect(layoutSignature('risk', head)).not.toBe(layoutSignature('risk', columns('等级', '风险描述', '分数1')));
    expect(layoutSignature('risk', head)).not.toBe(layoutSignature('person', head));
  });

  it('by letter mean that column, not one that is called so', () => {
    const named = columns('风险点', '作业步骤', '危险源', 'L', 'E', 'C');
    expect(proposeColumns('risk', named, { chosen: { C: 'remark', L: 'l' } }).map(({ field }) => field)).toEqual([
      'riskPoint',
      'step',
      'remark',
      'l',
      'e',
      'c',
    ]);
  });

  it('ignore fields that do not exist', () => {
    expect(proposeColumns('risk', head, { chosen: { A: 'nonsense' } })[0]).toMatchObject({ field: null, why: 'chosen' });
  });
});
