import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { emptySheets } from '../../db/domain/point/sheet';
import { emptyRisk } from '../../db/domain/risk/risk';
import RiskPointPage from '../../renderer/features/risk/RiskPointPage';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
const window200 = { offset: 0, limit: 200 };

it('leads from the risk points to the list of activities, takes the points over and undoes that at once', async () => {
  const { call } = await serveWorkspace();
  const draft = { ...emptyRisk, step: '调漆', hazardSource: '溶剂挥发', l: 3, e: 6, c: 15 };
  await call('risk.create', { point: { name: '喷漆作业', kind: 'activity', location: '喷漆房' }, draft });
  window.location.hash = '#/point';
  mountPage(<RiskPointPage />);
  await user.click(await screen.findByRole('button', { name: '作业活动' }));
  await user.click((await screen.findAllByRole('button', { name: '补入 1 个风险点' }))[0]!);
  const grid = await screen.findByRole('grid', { name: '作业活动清单' });
  expect(await within(grid).findByText('喷漆作业')).toBeTruthy();
  expect(within(grid).getByText('调漆')).toBeTruthy();
  await call('history.undo', {});
  expect((await call('point.list', { sheet: 'activity', ...window200 })).total).toBe(0);
});

it('enters equipment with check items pasted from Excel and says what is missing', async () => {
  const { call } = await serveWorkspace();
  window.location.hash = '#/point/equipment/new';
  mountPage(<RiskPointPage />);
  const form = await screen.findByRole('form', { name: '新增设备设施' });
  await user.click(within(form).getByRole('button', { name: '加一项' }));
  fireEvent.paste(within(form).getByRole('textbox', { name: '第 1 项检查项目' }), {
    clipboardData: { getData: () => '安全阀\t每年校验\r\n压力表\t半年检定\r\n' },
  });
  await user.click(within(form).getByRole('button', { name: '保存' }));
  expect(await within(form).findByText('请填写名称')).toBeTruthy();
  await user.type(within(form).getByRole('textbox', { name: /设备设施名称/ }), '储气罐');
  await user.tab();
  await user.click(within(form).getByRole('button', { name: '保存' }));
  await waitFor(async () =>
    expect((await call('point.list', { sheet: 'equipment', ...window200 })).rows).toMatchObject([
      {
        name: '储气罐',
        checkItems: [
          { item: '安全阀', standard: '每年校验' },
          { item: '压力表', standard: '半年检定' },
        ],
      },
    ]),
  );
});

it('shows an entry beside the list, renames its point and takes it from the list', async () => {
  const { call } = await serveWorkspace();

  const { value } = await call('point.create', {
    sheet: 'workplace',
    point: { name: '酸洗间' },
    draft: { ...emptySheets.workplace, area: 120 },
  });
  window.location.hash = `#/point/workplace/${value.id}`;
  mountPage(<RiskPointPage />);
  const name = await screen.findByRole('textbox', { name: /场所名称/ });
  await user.clear(name);
  await user.type(name, '酸洗车间');
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () => expect((await call('riskPoint.list', window200)).rows).toMatchObject([{ name: '酸洗车间' }]));
  await user.click(await screen.findByRole('button', { name: '从清单移除' }));
  const dialog = await screen.findByRole('dialog', { name: '把“酸洗车间”从清单移除' });
  await user.click(within(dialog).getByRole('button', { name: '从清单移除' }));
  await waitFor(async () => expect((await call('point.list', { sheet: 'workplace', ...window200 })).total).toBe(0));
  expect((await call('riskPoint.list', window200)).total).toBe(1);
});
