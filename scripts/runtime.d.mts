export interface Runtime {
  kind: 'override' | 'installed' | 'downloaded' | 'fallback';
  version: string;
  executable: string;
  /** Arguments that the executable needs here, to stand before all others. */
  args: string[];
  /** The better-sqlite3 binding to use, or null where the prebuilt one runs. */
  nativeBinding: string | null;
}

export function resolveRuntime(options?: { log?: (line: string) => void }): Promise<Runtime>;
