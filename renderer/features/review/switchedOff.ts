import { workspaceRules } from '../../../db/domain/review/rules';
import { riskRules } from '../../../db/domain/risk/rules';
import { appraisalRules } from '../../../db/domain/responsibility/appraisalRules';
import { staffingRules } from '../../../db/domain/staffing/rules';
import { call, queryClient, useApi } from '../../api';

const key = 'switchedOffRules';

/** Rules of the house, the only ones that can be switched off. */
export const houseRules: readonly string[] = [...riskRules, ...workspaceRules, ...staffingRules, ...appraisalRules]
  .filter(({ kind }) => kind === 'house')
  .map(({ id }) => id);

/** Rules switched off in this workspace, and the switch; preferences announce no change, so what rests on them is fetched anew here. */
export function useSwitchedOff(): { off: readonly string[]; turn: (rule: string, on: boolean) => Promise<void> } {
  const { data } = useApi('preference.get', { key });
  const off = Array.isArray(data) ? data.filter((rule): rule is string => typeof rule === 'string') : [];
  const turn = async (rule: string, on: boolean) => {
    const next = on ? off.filter((other) => other !== rule) : [...new Set([...off, rule])];
    await call('preference.set', { key, value: next });
    await queryClient.invalidateQueries({
      predicate: ({ queryKey: [name] }) => ['preference.get', 'review.run', 'risk.get', 'risk.choices'].includes(String(name)),
    });
  };
  return { off, turn };
}
