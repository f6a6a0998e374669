import type { UseFormReturnType } from '@mantine/form';
import { createContext, useContext, useLayoutEffect } from 'react';
import type { Finding } from '../../../db/domain/rule';

interface FormScene {
  form: UseFormReturnType<Record<string, unknown>>;
  findings: readonly Finding[];
  readOnly: boolean;
  /** A field says that it shows the findings of a name; answers how to take it back. */
  show: (name: string) => () => void;
}

export const FormContext = createContext<FormScene | null>(null);

export function useFormScene(): FormScene {
  const scene = useContext(FormContext);
  if (!scene) throw new Error('a field stands outside of a FormPanel');
  return scene;
}

/** Findings beside a field. A control of one's own calls this too, else they stand at the top of the form. */
export function useFieldFindings(name: string): readonly Finding[] {
  const { findings, show } = useFormScene();
  useLayoutEffect(() => show(name), [show, name]);
  return findings.filter(({ field }) => field === name);
}

/** True for fields in which Enter would submit the form by the browser's own habit. */
export const isConfirming = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement && target.type !== 'submit' && target.type !== 'button';
