import type { PickerOption } from '../../components/Picker';
import { peopleMatching } from '../../people';

export interface MemberOption extends PickerOption {
  title: string;
}

/** People by name, pinyin initials, post or department. */
export async function findMembers(typed: string, signal: AbortSignal): Promise<readonly MemberOption[]> {
  return (await peopleMatching(typed, signal)).map(({ id, name, post, department }) => ({
    value: id,
    label: name,
    note: [department, post].filter(Boolean).join(' · '),
    title: post ?? '',
  }));
}
