import { useApi, type Data } from './api';

export type Choices = Data<'risk.choices'>;

/** The day, scales, catalogues and names that forms choose from; undefined until they are there. */
export const useChoices = (): Choices | undefined => useApi('risk.choices', {}, { subjects: ['enterprise'] }).data;

/** Business date of the workspace, empty until it is known. */
export const useToday = (): string => useChoices()?.today ?? '';
