import type { Data } from '../../api';

export type Step = Data<'history.steps'>[number];
export type StepState = { kind: 'plain' } | { kind: 'taken' } | { kind: 'undoes' | 'redoes'; step: number };

/**
 * What became of each step, newest first: taken back, or itself taking another back.
 * Undoing an undo is a redo, and what it brings back counts again.
 */
export function stepStates(steps: readonly Step[]): Map<number, StepState> {
  const byNo = new Map(steps.map((step) => [step.step, step]));
  const gone = new Set<number>();
  const states = new Map<number, StepState>();
  for (const { step, undoes } of steps) {
    if (gone.has(step)) {
      states.set(step, { kind: 'taken' });
      continue;
    }
    if (undoes === null) {
      states.set(step, { kind: 'plain' });
      continue;
    }
    gone.add(undoes);
    const undone = byNo.get(undoes);
    states.set(
      step,
      undone !== undefined && undone.undoes !== null ? { kind: 'redoes', step: undone.undoes } : { kind: 'undoes', step: undoes },
    );
  }
  return states;
}
