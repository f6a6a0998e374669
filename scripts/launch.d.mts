import type { Runtime } from './runtime.mjs';

export function electronEnvironment(runtime: Runtime): Record<string, string>;
export function onDisplay(program: string, args: string[]): [program: string, args: string[]];
