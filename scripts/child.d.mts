import type { SpawnOptions } from 'node:child_process';

export function readChild(command: string, args: readonly string[], options?: SpawnOptions): Promise<string>;
