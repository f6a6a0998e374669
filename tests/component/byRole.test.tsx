import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Role } from '../../db/domain/account/account';
import { emptyRisk } from '../../db/domain/risk/risk';
import { allowedNames } from '../../electron/api/rights';
import { AllowedNames } from '../../renderer/components/Needs';
import FilingPage from '../../renderer/features/filing/FilingPage';
import MapPage from '../../renderer/features/map/MapPage';
import RecyclePage from '../../renderer/features/recycle/RecyclePage';
import RiskPage from '../../renderer/features/risk/RiskPage';
import AnalysisPage from '../../renderer/features/risk/analysis/AnalysisPage';
import { closedRound } from './closedRound';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
});

const show = (role: Role, page: ReactNode) => mountPage(<AllowedNames value={new Set(allowedNames(role))}>{page}</AllowedNames>);
const isRefused = (button: HTMLElement): boolean => button.getAttribute('aria-disabled') === 'true';
/** Waits until all of the buttons are there, and says which of them are refused. */
const refusedOf = async (names: readonly string[]): Promise<string[]> => {
  const found = await Promise.all(names.map(async (name) => ({ name, all: await screen.findAllByRole('button', { name }) })));
  return found.filter(({ all }) => all.every(isRefused)).map(({ name }) => name);
};

describe('a role that only looks', () => {
  it('neither issues papers nor moves them on, and opens what is kept', async () => {
    const { call, roundId, opened, user } = await closedRound();
    const stated = { filledBy: '', phone: '', preparedBy: '', reviewedBy: '', approvedBy: '' };
    const request = { code: 'F07' as const, roundId, compiledOn: '2026-11-21', ...stated };
    const { id } = (await call('filing.issue', { request, gapReason: '先报送' })).value;
    await call('filing.render', { id, format: 'xlsx', file: null });
    window.location.hash = `#/filing/F07/issued-${id}`;
    const names = ['出件', '登记进度', '换版', '作废', '打开 PDF', '另存为 Excel'];
    const page = show('viewer', <FilingPage />);
    expect(await refusedOf(names)).toEqual(names);
    await user.click(screen.getByRole('button', { name: '出件' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.click(screen.getByRole('button', { name: '打开 Excel' }));
    await waitFor(() => expect(opened).toEqual([expect.stringMatching(/\.xlsx$/)]));
    page.unmount();
    show('officer', <FilingPage />);
    expect(await refusedOf(names)).toEqual([]);
  });

  it('looks at the four-colour map and leaves its areas where they are', async () => {
    const { call } = await serveWorkspace();
    const { id: planId } = (await call('map.createPlan', { draft: { name: '厂区', drawnOn: null, approvedBy: '', remark: '' } })).value;
    const outline: [number, number][] = [[100_000, 100_000], [500_000, 100_000], [500_000, 500_000]]; // prettier-ignore
    await call('map.createZone', { planId, draft: { name: '涂装区', outline, departmentId: null, ownerText: '' } });
    window.location.hash = '#/map';
    const page = show('viewer', <MapPage />);
    const shape = await screen.findByRole('button', { name: '涂装区，没有登记风险' });
    const names = ['按坐标添加区域', '出件', '放入底图'];
    expect(await refusedOf(names)).toEqual(names);
    expect(screen.getByRole<HTMLInputElement>('radio', { name: '多边形' }).disabled).toBe(true);
    fireEvent.keyDown(shape, { key: 'ArrowDown' });
    fireEvent.keyDown(shape, { key: 'Delete' });
    fireEvent.keyDown(shape, { key: 'Enter' });
    expect(await screen.findByRole('textbox', { name: /区域名称/ })).toBeTruthy();
    expect(screen.queryByRole('button', { name: '第 1 个角' })).toBeNull();
    expect(isRefused(screen.getByRole('button', { name: '放入 0 个' }))).toBe(true);
    expect(await call('map.zones', { planId })).toMatchObject([{ name: '涂装区', outline, revision: 1 }]);
    page.unmount();
    show('officer', <MapPage />);
    expect(await refusedOf(names)).toEqual([]);
  });

  it('sees what was removed, and brings nothing back', async () => {
    const { call } = await serveWorkspace();
    const { id } = (
      await call('risk.create', {
        point: { name: '喷漆房', kind: 'place' },
        draft: { ...emptyRisk, hazardSource: '漆雾', l: 3, e: 6, c: 15 },
      })
    ).value;
    await call('risk.remove', { selection: { ids: [id] } });
    const page = show('viewer', <RecyclePage />);
    expect(await refusedOf(['恢复', '恢复选中的 0 条'])).toEqual(['恢复', '恢复选中的 0 条']);
    page.unmount();
    show('officer', <RecyclePage />);
    expect(await refusedOf(['恢复'])).toEqual([]);
  });

  it('reads the register, and is not told how to type into it', async () => {
    const { call } = await serveWorkspace();
    await call('risk.create', {
      point: { name: '喷漆房', kind: 'place' },
      draft: { ...emptyRisk, hazardSource: '漆雾', l: 3, e: 6, c: 15 },
    });
    window.location.hash = '#/risk';
    for (const [role, isEditing] of [
      ['viewer', false],
      ['officer', true],
    ] as const) {
      const page = show(role, <RiskPage />);
      await screen.findByText('漆雾');
      expect(screen.queryByText(/F2/) !== null, role).toBe(isEditing);
      page.unmount();
    }
  });

  it('reads the lines of an analysis, and neither types, pastes nor saves', async () => {
    const { call } = await serveWorkspace();
    const { id } = (
      await call('risk.create', {
        point: { name: '清淤', kind: 'activity' },
        draft: { ...emptyRisk, step: '检测', hazardSource: '中毒', l: 3, e: 6, c: 15 },
      })
    ).value;
    const { risk } = await call('risk.get', { id });
    window.location.hash = `#/analysis/${risk.riskPointId}`;
    const page = show('viewer', <AnalysisPage />);
    const grid = await screen.findByRole('grid', { name: '工作危害分析（JHA）' });
    expect(await within(grid).findByText('中毒')).toBeTruthy();
    expect(await refusedOf(['保存', '加一行'])).toEqual(['保存', '加一行']);
    grid.focus();
    fireEvent.paste(grid, { clipboardData: { getData: () => '检测\t窒息' } });
    fireEvent.keyDown(document.body, { key: 's', ctrlKey: true });
    fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
    expect(within(grid).queryByText('窒息')).toBeNull();
    expect(within(grid).getAllByRole('row')).toHaveLength(2);
    page.unmount();
    show('officer', <AnalysisPage />);
    expect(await refusedOf(['加一行'])).toEqual([]);
  });
});
