import type { UseFormReturnType } from '@mantine/form';
import { createContext, useContext } from 'react';
import type { Finding } from '../../../db/domain/rule';

interface FormScene {
  form: UseFormReturnType<Record<string, unknown>>;
  findings: readonly Finding[];
  readOnly: boolean;
}

export const FormContext = createContext<FormScene | null>(null);

export function useFormScene(): FormScene {
  const scene = useContext(FormContext);
  if (!scene) throw new Error('a field stands outside of a FormPanel');
  return scene;
}

/** True for fields in which Enter would submit the form by the browser's own habit. */
export const isConfirming = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement && target.type !== 'submit' && target.type !== 'button';
