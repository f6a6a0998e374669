import { configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { attach } from '../../renderer/port';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

// A real database answers, on machines that are busy with other tests.
configure({ asyncUtilTimeout: 8000 });
vi.setConfig({ testTimeout: 60_000 });

const open: TestWorkspace[] = [];
const everySubject = [
  'risk',
  'riskPoint',
  'levelChange',
  'round',
  'roundRisk',
  'roundSheet',
  'department',
  'departmentName',
  'person',
  'post',
  'assignment',
  'assessment',
  'enterprise',
  'preference',
  'attachment',
  'publication',
  'activity',
  'equipment',
  'workplace',
  'floorPlan',
  'zone',
  'noticeCard',
  'submission',
  'filing',
  'filingEvent',
  'authority',
  'handoverProfile',
];

/** A real workspace at the other end of the page's port: what a page does is read back from the database. */
export async function serveWorkspace(options: Parameters<typeof newWorkspace>[0] = {}): Promise<TestWorkspace> {
  const workspace = await newWorkspace(options);
  open.push(workspace);
  const listeners = new Set<(event: { data: unknown }) => void>();
  const tell = (data: unknown) => {
    for (const listener of listeners) listener({ data });
  };
  attach({
    start: () => {},
    close: () => listeners.clear(),
    addEventListener: (_type: string, listener: (event: { data: unknown }) => void) => listeners.add(listener),
    postMessage: ({ id, call, input }: { id: number; call?: string; input?: unknown }) => {
      if (call === undefined) return;
      void workspace.host.call(call, structuredClone(input)).then((reply) => {
        tell({ id, reply: JSON.parse(JSON.stringify(reply)) });
        if (reply.ok && typeof reply.data === 'object' && reply.data !== null && 'changed' in reply.data && Number(reply.data.changed) > 0)
          tell({ event: 'changed', subjects: everySubject });
      });
    },
  } as unknown as MessagePort);
  return workspace;
}

afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.host.close();
});
