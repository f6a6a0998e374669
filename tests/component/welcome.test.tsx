import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { regionOptions } from '../../renderer/components/regionOptions';
import { folderIn } from '../../renderer/features/welcome/place';
import WelcomePage from '../../renderer/features/welcome/WelcomePage';
import { mountPage, part, refusal, serve, type Answers } from './engine';

const regions = [
  { code: '000000', name: '全国', parent: null, level: 'nation' },
  { code: '150200', name: '包头市', parent: '150000', level: 'prefecture' },
  { code: '150000', name: '内蒙古自治区', parent: '000000', level: 'province' },
];
const recent = [{ folder: '/数据/旧', name: '旧厂', isSample: false, openedAt: 0 }];

function show(answers: Answers = {}) {
  const engine = serve({
    'workspace.state': part({ open: false, recent, defaultFolder: '/默认', refused: null }),
    'workspace.choices': part({ regions, sectors: [{ id: 'machinery', name: '机械' }], version: '1.2.3' }),
    'workspace.create': { folder: '/默认/新厂' },
    'workspace.open': ({ folder }) => ({ folder: folder ?? '' }),
    ...answers,
  });
  mountPage(<WelcomePage />);
  return engine;
}

async function fillIn() {
  await screen.findByText('版本 1.2.3');
  await userEvent.type(screen.getByRole('textbox', { name: '企业名称' }), '新厂');
  await userEvent.type(screen.getByRole('textbox', { name: '所在地区' }), '包头');
  await userEvent.click(await screen.findByRole('option', { name: '内蒙古自治区 包头市' }));
  await userEvent.type(screen.getByRole('textbox', { name: '行业大类' }), '机');
  await userEvent.click(await screen.findByRole('option', { name: '机械' }));
}

describe('the first start', () => {
  it('asks for three things before it creates anything', async () => {
    const engine = show();
    await screen.findByText('版本 1.2.3');
    await userEvent.click(screen.getByRole('button', { name: /从空白开始/ }));
    for (const words of ['请填写企业名称', '请选择所在地区', '请选择行业大类']) expect(screen.getByText(words)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '企业名称' })));
    expect(engine.inputs('workspace.create')).toEqual([]);
  });

  it('creates at the default place and goes to the import when that was chosen', async () => {
    const engine = show();
    await fillIn();
    expect(screen.getByTestId('place').textContent).toBe('/默认/新厂');
    await userEvent.click(screen.getByRole('button', { name: /导入旧表开始/ }));
    await waitFor(() =>
      expect(engine.inputs('workspace.create')).toEqual([
        { folder: null, way: 'blank', name: '新厂', regionCode: '150200', sector: 'machinery' },
      ]),
    );
    expect(window.location.hash).toBe('#/intake');
  });

  it('creates a folder of its own inside a chosen one', async () => {
    const engine = show({ 'workspace.chooseFolder': 'D:\\资料' });
    await fillIn();
    await userEvent.click(screen.getByRole('button', { name: '更改位置…' }));
    await waitFor(() => expect(screen.getByTestId('place').textContent).toBe('D:\\资料\\新厂'));
    await userEvent.click(screen.getByRole('button', { name: /从空白开始/ }));
    await waitFor(() => expect(engine.inputs('workspace.create')).toMatchObject([{ folder: 'D:\\资料\\新厂' }]));
  });

  it('opens the sample without asking anything', async () => {
    const engine = show();
    await userEvent.click(await screen.findByRole('button', { name: /先看示例/ }));
    await waitFor(() => expect(engine.inputs('workspace.create')).toMatchObject([{ folder: null, way: 'sample' }]));
  });

  it('opens a workspace of before', async () => {
    const engine = show();
    await userEvent.click(await screen.findByRole('button', { name: /旧厂/ }));
    await waitFor(() => expect(engine.inputs('workspace.open')).toEqual([{ folder: '/数据/旧' }]));
  });
});

describe('a refusal', () => {
  it('at the start is told as soon as the page is there, until it is read', async () => {
    show({
      'workspace.state': part({
        open: false,
        recent: [],
        defaultFolder: '/默认',
        refused: { folder: '/数据/旧', failure: { code: 'UNAVAILABLE', key: 'newerFile', params: { folder: '/数据/旧' } } },
      }),
    });
    expect((await screen.findByRole('alert')).textContent).toContain('升级安责台');
    await userEvent.click(screen.getByRole('button', { name: '知道了' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says who holds the workspace, and trying again helps', async () => {
    const engine = show({
      'workspace.open': () =>
        refusal({ code: 'UNAVAILABLE', key: 'locked', params: { user: '李安全', pid: 42, since: '2026-11-21T04:00:00Z' } }),
    });
    await userEvent.click(await screen.findByRole('button', { name: /旧厂/ }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('李安全');
    expect(alert.textContent).toContain('/数据/旧');
    engine.answers['workspace.open'] = ({ folder }) => ({ folder: folder ?? '' });
    await userEvent.click(screen.getByRole('button', { name: '再试一次' }));
    await waitFor(() => expect(screen.queryAllByRole('alert')).toHaveLength(0));
  });

  it.each([
    ['networkShare', '网络共享'],
    ['newerFile', '升级安责台'],
    ['damaged', '抢救'],
    ['noWorkspace', 'anze.db'],
  ])('of %s gives the reason and no useless repetition', async (key, words) => {
    show({ 'workspace.open': () => refusal({ code: 'UNAVAILABLE', key, params: { folder: '/数据/旧' } }) });
    await userEvent.click(await screen.findByRole('button', { name: /旧厂/ }));
    expect((await screen.findByRole('alert')).textContent).toContain(words);
    expect(screen.queryByRole('button', { name: '再试一次' })).toBeNull();
    expect(screen.getByRole('button', { name: '选择别的文件夹…' })).toBeTruthy();
  });

  it('to create over an existing workspace offers to open it, and stays on the page', async () => {
    const engine = show({
      'workspace.create': () => refusal({ code: 'CONFLICT', key: 'workspaceExists', params: { folder: '/默认/新厂' } }),
    });
    await fillIn();
    await userEvent.click(screen.getByRole('button', { name: /导入旧表开始/ }));
    await userEvent.click(await screen.findByRole('button', { name: '打开已有的工作区' }));
    await waitFor(() => expect(engine.inputs('workspace.open')).toEqual([{ folder: '/默认/新厂' }]));
    expect(window.location.hash).toBe('#/');
  });
});

it('names regions in full, provinces first, without the nation', () => {
  expect(regionOptions(regions)).toEqual([
    { value: '150000', label: '内蒙古自治区' },
    { value: '150200', label: '内蒙古自治区 包头市' },
  ]);
});

it('keeps what no file system takes out of a folder name', () => {
  expect([folderIn('/a/', '甲/乙:丙'), folderIn('D:\\a\\', '甲*乙?')]).toEqual(['/a/甲乙丙', 'D:\\a\\甲乙']);
});
