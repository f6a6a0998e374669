import { useChoices } from '../../choices';

/** Business date of the workspace, empty until it is known. */
export const useToday = (): string => useChoices()?.today ?? '';
