import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { emptySheets } from '../../db/domain/point/sheet';
import { emptyRisk } from '../../db/domain/risk/risk';
import AnalysisPage from '../../renderer/features/risk/analysis/AnalysisPage';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
const paste = (grid: HTMLElement, text: string) => fireEvent.paste(grid, { clipboardData: { getData: () => text } });

async function job() {
  const workspace = await serveWorkspace();
  const { value } = await workspace.call('point.create', {
    sheet: 'activity',
    point: { name: '受限空间清淤' },
    draft: { ...emptySheets.activity, steps: ['检测', '清淤'] },
  });
  const read = async () => (await workspace.call('analysis.get', { riskPointId: value.riskPointId, analysis: 'JHA' })).lines;
  return { ...workspace, read, riskPointId: value.riskPointId };
}

it('goes through the steps of a job like a sheet: pasted, graded at once, saved as one step', async () => {
  const { call, read, riskPointId } = await job();
  window.location.hash = `#/analysis/${riskPointId}`;
  mountPage(<AnalysisPage />);
  const grid = await screen.findByRole('grid', { name: '工作危害分析（JHA）' });
  expect(await within(grid).findByText('清淤')).toBeTruthy();
  grid.focus();
  paste(
    grid,
    [
      '检测\t未检测即进入\t中毒和窒息\t一人死亡\t\t\t\t3\t6\t15',
      '清淤\t硫化氢逸出\t\t多人中毒\t强制通风\t\t\t3\t3\t40',
      '收尾\t工具遗留\t\t\t\t\t\t7\t6\t7',
    ].join('\r\n'),
  );
  expect(await screen.findByText('第 3 行等 1 处没有写入')).toBeTruthy();
  expect(await within(grid).findByText('270')).toBeTruthy();
  expect(within(grid).getByText('360')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '保存' }));
  expect(await screen.findByText(/第 3 行：/)).toBeTruthy();
  expect(await read()).toMatchObject([{ risk: null }, { risk: null }]);

  await user.click(within(grid).getByText('工具遗留'));
  await user.keyboard('{End}');
  const last = within(grid).getAllByRole('row').at(-1)!;
  await user.click(within(last).getAllByRole('gridcell')[8]!);
  await user.keyboard('{F2}');
  await user.keyboard('1{Enter}');
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () =>
    expect(await read()).toMatchObject([
      { item: '检测', risk: { level: 'considerable', accidentTypes: [expect.any(String)] } },
      { item: '清淤', risk: { level: 'major', engineering: '强制通风' } },
      { item: '收尾', risk: { score100: 4200 } },
    ]),
  );
  await call('history.undo', {});
  expect(await read()).toMatchObject([{ risk: null }, { risk: null }]);
});

it('asks why a level falls and who has looked at it, and keeps what is typed until then', async () => {
  const { call, read, riskPointId } = await job();
  await call('risk.create', {
    point: { id: riskPointId },
    draft: { ...emptyRisk, step: '清淤', hazardSource: '中毒', l: 3, e: 6, c: 15 },
  });
  window.location.hash = `#/analysis/${riskPointId}`;
  const page = mountPage(<AnalysisPage />);
  const grid = await screen.findByRole('grid', { name: '工作危害分析（JHA）' });
  await user.click(await within(grid).findByText('3'));
  await user.keyboard('{F2}1{Enter}');
  expect(await screen.findByText('有未保存的修改，离开也会保留')).toBeTruthy();
  await waitFor(async () =>
    expect(await call('preference.get', { key: `draft.analysis.JHA.${riskPointId}` })).toMatchObject({ removed: [] }),
  );
  page.unmount();
  mountPage(<AnalysisPage />);
  expect(await screen.findByRole('button', { name: '放弃未保存的修改' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '保存' }));
  const dialog = await screen.findByRole('dialog', { name: '1 条风险的等级降低' });
  await user.type(within(dialog).getByRole('textbox', { name: /降级理由/ }), '已加装通风联锁');
  await user.type(within(dialog).getByRole('textbox', { name: /复核人/ }), '李四');
  await user.click(within(dialog).getByRole('button', { name: '确认降级并保存' }));
  await waitFor(async () => expect((await read())[1]).toMatchObject({ risk: { l: 1, level: 'general' } }));
});
