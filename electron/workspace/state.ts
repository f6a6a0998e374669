import type { Failure } from '../api/failure';
import type { Damage } from './diagnose';
import type { RecentWorkspace } from './recent';

export interface CreateRequest {
  /** Folder of the new workspace; null takes the default place. */
  folder: string | null;
  way: 'blank' | 'sample';
  name: string;
  regionCode: string;
  sector: string;
}

export type WorkspaceState =
  | {
      open: false;
      recent: RecentWorkspace[];
      defaultFolder: string;
      /** The workspace that could not be opened last, and why; the welcome page says it. */
      refused: { folder: string; failure: Failure } | null;
      /** What is broken in it, where that is why: the damage page offers the ways out. */
      damage: Damage | null;
    }
  | {
      open: true;
      folder: string;
      name: string;
      isSample: boolean;
      synchronisedBy: string | null;
      /** A copy for investigators: who looks at it and when it was made, milliseconds UTC. */
      investigation: { who: string; at: number } | null;
      recent: RecentWorkspace[];
      defaultFolder: string;
    };
