import { useState } from 'react';
import { useApi, type Data } from './api';

export type Choices = Data<'risk.choices'>;

/** The day, scales, catalogues and names that forms choose from; undefined until they are there. */
export const useChoices = (): Choices | undefined => useApi('risk.choices', {}, { subjects: ['enterprise'] }).data;

/** Business date of the workspace, empty until it is known. */
export const useToday = (): string => useChoices()?.today ?? '';

/** A day that a person states, today until they do: the business date may become known only after a dialog is drawn. */
export function useStatedDay(first: string | null = null): [day: string | null, state: (day: string | null) => void] {
  const today = useToday();
  const [stated, state] = useState<string | null | undefined>(first ?? undefined);
  return [stated === undefined ? today || null : stated, state];
}
