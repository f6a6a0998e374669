import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { readWorkbook } from '../../electron/intake/workbook';
import IntakePage from '../../renderer/features/intake/IntakePage';
import { riskLines } from '../support/riskLines';
import { plainXlsx, registerXlsx } from '../support/workbooks';
import { mountPage } from './engine';
import { commit, count, file, headline, listed, newFolder, open } from './intakePage';
import { serveWorkspace } from './realWorkspace';

const nobody = {
  name: '',
  sex: '' as const,
  idNumber: '',
  phone: '',
  education: '',
  employment: 'formal' as const,
  isLeader: false,
  enteredOn: null,
  departmentId: null,
  postId: null,
  remark: '',
};

describe('an import of risks', () => {
  const lines = riskLines(12).map((line, index) => ({
    ...line,
    l: index === 3 ? 4 : line.l,
    level: index === 5 ? ('general' as const) : line.level,
  }));

  it('tells about the sheet, shows every row, commits what can be taken and is undone in one step', async () => {
    const { call, user, choose } = await open([
      file('机加工车间.xlsx', await registerXlsx([...lines, lines[0]!], { titleRow: true, twoRowHead: true })),
    ]);
    await choose();
    expect(headline()).toContain('1 处等级与得分不符');
    expect(headline()).toContain('1 条重复');
    await waitFor(() => expect([count('全部'), count('新增'), count('退回'), count('有提示')]).toEqual([13, 11, 1, 6]));
    await user.click(screen.getByRole('button', { name: '1 处等级与得分不符' }));
    expect(await screen.findByText('只看：1 处等级与得分不符')).toBeTruthy();
    await waitFor(() => expect(screen.getAllByText(/等级.*不符|与得分/).length).toBeGreaterThan(0));
    await user.click(screen.getByRole('button', { name: '看全部有提示的' }));
    await user.click(screen.getByRole('tab', { name: /退回/ }));
    expect(await screen.findByText(/没有 4 这一档，只能取 10、6、3、1、0.5、0.2、0.1/)).toBeTruthy();
    expect(await listed(call)).toHaveLength(0);

    expect(await commit(user, 11)).toContain('已导入 11 条风险。新增 11、更新 0、未变 1、退回 1。');
    const rows = await listed(call);
    expect(rows).toHaveLength(11);
    expect(rows.find(({ hazardSource }) => hazardSource.startsWith('防护罩缺失'))).toMatchObject({
      riskPoint: '砂轮切割区',
      department: '机加工车间',
      owner: '张建国',
    });

    await user.click(await screen.findByRole('button', { name: '撤销这次导入' }));
    expect(await screen.findByText('这次导入已撤销，一切回到导入之前。')).toBeTruthy();
    expect(await listed(call)).toHaveLength(0);
    expect(await call('intake.runs', { limit: 10 })).toEqual([]);
  });

  it('takes a column that a person chose instead of the proposed one', async () => {
    const { call, user, choose } = await open([
      file(
        '列名不清.xlsx',
        await plainXlsx([
          ['风险点', '描述', 'L', 'E', 'C', '谁管'],
          ['一车间', '地面湿滑', 3, 6, 15, '张三'],
          ['二车间', '防护缺失', 3, 6, 7, '李四'],
        ]),
      ),
    ]);
    await call('person.create', { draft: { ...nobody, name: '王五' } });
    await choose();
    // Without that column no row can be taken: the page opens where it is settled.
    expect(screen.getByText('没有认出哪一列是“危险源”，所以一行也收不进来')).toBeTruthy();
    const hazard = await screen.findByRole<HTMLSelectElement>('combobox', { name: 'B 列“描述”导入到' });
    await user.selectOptions(hazard, '危险源');
    await waitFor(() => expect(count('新增')).toBe(2));
    await user.selectOptions(screen.getByRole('combobox', { name: 'F 列“谁管”导入到' }), '责任人');
    await waitFor(() => expect(headline()).toContain('2 名责任人还没有登记'));
    expect(screen.getAllByText('由您选定')).toHaveLength(2);
  });

  it('asks once which end of grade numbers is the highest', async () => {
    const { call, user, choose } = await open([
      file(
        '等级.xlsx',
        await plainXlsx([
          ['危险源', '风险等级'],
          ['甲', '1级'],
          ['乙', '5级'],
        ]),
      ),
    ]);
    await choose();
    expect(screen.getByText('表里用数字写等级，但看不出哪一头最高。请选一次：')).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: '5 级最高（5 级为重大）' }));
    await user.click(await screen.findByRole('button', { name: '就这样' }));
    expect(await screen.findByText('表里用数字写等级，按您选的：5 级最高（5 级为重大）。')).toBeTruthy();
    await commit(user, 2);
    expect((await listed(call)).map(({ hazardSource, level }) => [hazardSource, level])).toEqual([
      ['甲', 'low'],
      ['乙', 'major'],
    ]);
  });

  it('keeps levels that would fall until a reason and a second person are stated', async () => {
    const sheet = file(
      '降级.xlsx',
      await plainXlsx([
        ['编号', '风险点', '危险源', 'L', 'E', 'C'],
        ['A-1', '喷漆房', '静电', 1, 1, 1],
      ]),
    );
    const { call, user, choose } = await open([sheet]);
    await call('risk.create', {
      point: { name: '喷漆房', kind: 'place', location: '' },
      draft: { ...emptyRisk, riskNo: 'A-1', hazardSource: '静电', l: 6, e: 6, c: 15 },
    });
    await choose();
    expect(screen.getByRole('region', { name: '等级会降低的风险' }).textContent).toContain('1 条风险的等级会降低。');
    await user.click(screen.getByRole('button', { name: '填写理由和复核人' }));
    await user.type(screen.getByRole('textbox', { name: '降级理由' }), '已加装静电接地');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '导入 1 条' }).disabled).toBe(true);
    await user.type(screen.getByRole('textbox', { name: '评价人' }), '张三');
    await user.type(screen.getByRole('textbox', { name: '复核人' }), '张三');
    expect(screen.getByText('不能与评价人是同一人')).toBeTruthy();
    await user.clear(screen.getByRole('textbox', { name: '复核人' }));
    await user.type(screen.getByRole('textbox', { name: '复核人' }), '李四');
    await commit(user, 1);
    expect(await listed(call)).toMatchObject([{ riskNo: 'A-1', level: 'low' }]);
  });

  it('leaves the old assessment where nobody stands for its fall', async () => {
    const sheet = file(
      '不降级.xlsx',
      await plainXlsx([
        ['编号', '风险点', '危险源', 'L', 'E', 'C', '责任人'],
        ['A-1', '喷漆房', '静电', 1, 1, 1, '张三'],
      ]),
    );
    const { call, user, choose } = await open([sheet]);
    await call('risk.create', {
      point: { name: '喷漆房', kind: 'place', location: '' },
      draft: { ...emptyRisk, riskNo: 'A-1', hazardSource: '静电', l: 6, e: 6, c: 15 },
    });
    await choose();
    await user.click(screen.getByRole('tab', { name: /变化/ }));
    expect(await screen.findByText(/L：6 → 1/)).toBeTruthy();
    await commit(user, 1);
    expect(await listed(call)).toMatchObject([{ riskNo: 'A-1', level: 'major', l: 6, owner: '张三' }]);
  });

  it('asks about what only a person knows, for one row or for all, and goes on with the answers after a restart', async () => {
    const sheet = file(
      '待定.xlsx',
      await plainXlsx([
        ['风险点', '危险源', 'L', 'E', 'C'],
        ['行车', '钢丝绳断丝超过报废标准', 3, 6, 15],
      ]),
    );
    const { call, user, choose } = await open([sheet]);
    await call('risk.create', {
      point: { name: '行车', kind: 'equipment', location: '' },
      draft: { ...emptyRisk, riskNo: 'A-1', hazardSource: '钢丝绳断丝超过标准', l: 3, e: 6, c: 15 },
    });
    await choose();
    await waitFor(() => expect([count('待定'), count('新增')]).toEqual([1, 0]));
    expect(screen.getByText(/还有 1 行待定/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '1 条与清单里的相近' }));
    await user.click(await screen.findByText('钢丝绳断丝超过报废标准'));
    await screen.findByRole('radio', { name: 'A-1 钢丝绳断丝超过标准' });
    // Other rows are asked for: the row beside them is left.
    await user.click(screen.getByRole('button', { name: '1 条与清单里的相近' }));
    expect(screen.queryByRole('radio', { name: 'A-1 钢丝绳断丝超过标准' })).toBeNull();
    await user.click(await screen.findByText('钢丝绳断丝超过报废标准'));
    await user.click(await screen.findByRole('radio', { name: 'A-1 钢丝绳断丝超过标准' }));
    await waitFor(() => expect([count('待定'), count('变化')]).toEqual([0, 1]));
    await user.click(await screen.findByRole('button', { name: '重新选' }));
    await waitFor(() => expect(count('待定')).toBe(1));
    await user.click(screen.getByRole('button', { name: '都是同一条' }));
    await waitFor(() => expect(count('变化')).toBe(1));
    expect(await call('preference.get', { key: 'intake.unfinished' })).toMatchObject({ answers: { similar: 'same' } });
    await commit(user, 1);
    expect(await listed(call)).toMatchObject([{ riskNo: 'A-1', hazardSource: '钢丝绳断丝超过报废标准' }]);
  });

  it('proposes what to do with names that are new, and makes an owner a person on file', async () => {
    const { call, user, choose } = await open([
      file(
        '新名称.xlsx',
        await plainXlsx([
          ['风险点', '危险源', 'L', 'E', 'C', '责任部门', '责任人'],
          ['喷漆房', '噪声', 3, 6, 15, '机加车间', '生人'],
        ]),
      ),
    ]);
    await call('risk.create', {
      point: { name: '喷漆间', kind: 'place', location: '' },
      draft: { ...emptyRisk, riskNo: 'A-1', hazardSource: '静电', l: 3, e: 6, c: 15 },
    });
    await choose();
    await user.click(screen.getByRole('tab', { name: /新名称/ }));
    await user.selectOptions(await screen.findByRole('combobox', { name: '“喷漆房”怎样办' }), '就是“喷漆间”');
    await user.click(await screen.findByRole('button', { name: '没选的责任人都新建为人员' }));
    await waitFor(() =>
      expect(screen.getByRole<HTMLSelectElement>('combobox', { name: '“生人”怎样办' }).selectedOptions[0]?.textContent).toBe('新建为人员'),
    );
    await commit(user, 1);
    expect((await listed(call)).find(({ hazardSource }) => hazardSource === '噪声')).toMatchObject({ riskPoint: '喷漆间', owner: '生人' });
    expect((await call('person.list', { offset: 0, limit: 10 })).rows).toMatchObject([{ name: '生人', department: '机加车间' }]);
  });

  it('asks which table of thresholds fits, and takes it over with the import', async () => {
    const { call, user, choose } = await open([
      file(
        '映射.xlsx',
        await plainXlsx([
          ['危险源', 'L', 'E', 'C', '风险等级'],
          ['甲', 1, 10, 7, '低'],
          ['乙', 10, 1, 7, '低'],
        ]),
      ),
    ]);
    await choose();
    await user.click(await screen.findByRole('button', { name: '改用前者，以后也用' }));
    expect(await screen.findByText(/^新增的按“/)).toBeTruthy();
    await commit(user, 2);
    expect((await listed(call)).map(({ level }) => level)).toEqual(['low', 'low']);
    expect((await call('risk.scales', {})).lec).toBe('lec-above70@1');
  });

  it('imports nothing while a file cannot be read, and says what to do', async () => {
    const { user, choose } = await open([
      file('坏的.xlsx', Buffer.from('PK\u0003\u0004 damaged')),
      file(
        '好的.xlsx',
        await plainXlsx([
          ['危险源', '风险等级'],
          ['甲', '一般'],
        ]),
      ),
    ]);
    await choose();
    expect(screen.getByRole('alert').textContent).toContain(
      '“坏的.xlsx”已损坏或没有保存完整，读不出来。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再导入',
    );
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '导入 1 条' }).disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: '去掉这个文件' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '导入 1 条' }).disabled).toBe(false);
  });

  it('gives the same workbook back with a column of findings', async () => {
    const { dialogs, user, choose } = await open([
      file(
        '退回.xlsx',
        await plainXlsx([
          ['危险源', 'L', 'E', 'C'],
          ['甲', 4, 6, 15],
          ['乙', 3, 6, 15],
        ]),
      ),
    ]);
    await choose();
    dialogs.save = path.join(newFolder(), '退回（问题）.xlsx');
    await user.click(screen.getByRole('button', { name: '导出带“问题”列的表' }));
    await user.click(await screen.findByRole('menuitem', { name: /原样的整份工作簿/ }));
    const written = await waitFor(() => readFileSync(dialogs.save ?? ''));
    const { sheets } = await readWorkbook(written, '退回（问题）.xlsx', {});
    expect(sheets[0]?.rows.map((row) => row[4]?.text)).toEqual([
      '问题',
      expect.stringContaining('没有 4 这一档'),
      expect.stringContaining('风险点'),
    ]);
  });

  it('gives it back after the import too, and leaves nothing to be taken up again', async () => {
    const { call, dialogs, user, choose } = await open([
      file(
        '导入后.xlsx',
        await plainXlsx([
          ['危险源', 'L', 'E', 'C'],
          ['甲', 4, 6, 15],
          ['乙', 3, 6, 15],
        ]),
      ),
    ]);
    await choose();
    await commit(user, 1);
    dialogs.save = path.join(newFolder(), '导入后（问题）.xlsx');
    await user.click(screen.getByRole('button', { name: '导出带“问题”列的表' }));
    const written = await waitFor(() => readFileSync(dialogs.save ?? ''));
    const { sheets } = await readWorkbook(written, '导入后（问题）.xlsx', {});
    expect(sheets[0]?.rows[1]?.[4]?.text).toContain('没有 4 这一档');
    expect(screen.getByRole('heading', { name: '导入完成' })).toBeTruthy();
    expect(await call('preference.get', { key: 'intake.unfinished' })).toBeNull();
  });

  it('takes cells pasted from a sheet', async () => {
    const { call, user } = await open();
    await screen.findByRole('button', { name: '选择文件' });
    fireEvent.paste(document.body, { clipboardData: { getData: () => '危险源\t风险等级\n吊钩无防脱\t较大\n地沟无盖板\t一般' } });
    await screen.findByRole('tab', { name: /全部/ });
    await commit(user, 2);
    expect((await listed(call)).map(({ hazardSource }) => hazardSource).sort()).toEqual(['吊钩无防脱', '地沟无盖板']);
    expect(await call('intake.runs', { limit: 1 })).toMatchObject([{ fileName: 'pasted', inserted: 2 }]);
  });

  it('goes on with what was left half-way in an earlier start', async () => {
    const sheet = file(
      '半路.xlsx',
      await plainXlsx([
        ['风险点', '描述', 'L', 'E', 'C'],
        ['一车间', '甲', 3, 6, 15],
      ]),
    );
    const workspace = await serveWorkspace();
    await workspace.call('preference.set', {
      key: 'intake.unfinished',
      value: { subject: 'risk', files: [sheet], choices: { '半路.xlsx': { Sheet1: { columns: { B: 'hazardSource' } } } }, schemes: {} },
    });
    mountPage(<IntakePage />);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: '接着做' }));
    expect(await screen.findByRole('button', { name: '导入 1 条' })).toBeTruthy();
  });
});
