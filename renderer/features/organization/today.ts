import { useApi } from '../../api';

/** Business date of the workspace, empty until it is known. */
export const useToday = (): string => useApi('risk.choices', {}, { subjects: ['enterprise'] }).data?.today ?? '';
