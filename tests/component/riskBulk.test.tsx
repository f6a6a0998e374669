import { screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import RiskPage from '../../renderer/features/risk/RiskPage';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

const byNumber = { offset: 0, limit: 50, sort: { by: 'riskNo' as const, descending: false }, filter: {} };

async function showRegister() {
  const workspace = await serveWorkspace();
  for (const riskNo of ['A-1', 'A-2'])
    await workspace.call('risk.create', {
      point: { name: '喷漆房', kind: 'place', location: '' },
      draft: { ...emptyRisk, riskNo, hazardSource: `危险源${riskNo}`, l: 3, e: 6, c: 15, ppe: riskNo === 'A-1' ? '防护眼镜' : '' },
    });
  window.location.hash = '#/risk';
  mountPage(<RiskPage />);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
  await screen.findByText('A-1');
  await user.click(screen.getByRole('checkbox', { name: '选择全部' }));
  await user.click(screen.getByRole('button', { name: '其他栏目' }));
  return { ...workspace, user, stored: async () => (await workspace.call('risk.list', byNumber)).rows };
}

describe('many risks at once', () => {
  it('adds a measure with one reason, which stands in the history of each', async () => {
    const { user, stored } = await showRegister();
    await user.click(await screen.findByRole('menuitem', { name: '写个体防护措施' }));
    const dialog = await screen.findByRole('dialog', { name: '为 2 条风险设“个体防护措施”' });
    await user.type(within(dialog).getByRole('textbox', { name: '个体防护措施' }), '防毒面具');
    await user.type(within(dialog).getByRole('textbox', { name: '修改理由' }), '换用新漆');
    await user.click(within(dialog).getByRole('button', { name: '修改 2 条' }));
    await waitFor(async () => expect((await stored()).map(({ ppe }) => ppe)).toEqual(['防护眼镜\n防毒面具', '防毒面具']));
    await user.click(await screen.findByText('A-2'));
    await user.click(await screen.findByRole('tab', { name: '修改记录' }));
    expect(await screen.findByText('理由：换用新漆')).toBeTruthy();
  });

  it('moves to a point that is not there yet', async () => {
    const { user, stored } = await showRegister();
    await user.click(await screen.findByRole('menuitem', { name: '移到另一个风险点' }));
    const dialog = await screen.findByRole('dialog', { name: '把 2 条风险移到另一个风险点' });
    await user.type(within(dialog).getByRole('textbox', { name: '风险点' }), '调漆间');
    await user.selectOptions(await within(dialog).findByRole('combobox', { name: '新风险点的类型' }), '区域');
    await user.click(within(dialog).getByRole('button', { name: '修改 2 条' }));
    await waitFor(async () =>
      expect(await stored()).toMatchObject([
        { riskPoint: '调漆间', kind: 'area' },
        { riskPoint: '调漆间', kind: 'area' },
      ]),
    );
  });
});
