import { queryClient, stateKey } from '../../renderer/api';
import { attach } from '../../renderer/port';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

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
  'appointment',
];

/** A real workspace at the other end of the page's port: what a page does is read back from the database. */
export async function serveWorkspace(options: Parameters<typeof newWorkspace>[0] = {}): Promise<TestWorkspace> {
  const workspace = await newWorkspace(options);
  open.push(workspace);
  // The page has to find the workspace that it knows, or what is mounted would be dropped for another one.
  queryClient.setQueryData(stateKey, await workspace.call('workspace.state', {}));
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

/** Closes all that were served. */
export async function closeWorkspaces(): Promise<void> {
  for (const workspace of open.splice(0)) await workspace.host.close();
}
