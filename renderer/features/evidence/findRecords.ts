import { attachmentUses, type AttachmentSubject } from '../../../db/domain/attachment';
import { load } from '../../api';
import type { PickerOption } from '../../components/Picker';
import { speak } from '../../components/speak';

/** Records that take evidence, found like in the search over everything. */
export const findRecords =
  (t: Parameters<typeof speak>[0]) =>
  async (typed: string, signal: AbortSignal): Promise<PickerOption[]> => {
    if (typed.trim() === '') return [];
    const hits = await load('search.everything', { text: typed, limit: 30 }, { signal });
    return hits.flatMap(({ subject, id, title }) => {
      const uses: readonly string[] = subject in attachmentUses ? attachmentUses[subject as AttachmentSubject] : [];
      if (!uses.includes('evidence')) return [];
      return [{ value: `${subject} ${id}`, label: title, note: speak(t, `failure:subject.${subject}`) }];
    });
  };

/** Where evidence of a record that was found is attached. */
export function placeOf({ value }: PickerOption): { subject: AttachmentSubject; subjectId: string; use: 'evidence' } {
  const [subject, subjectId] = value.split(' ') as [AttachmentSubject, string];
  return { subject, subjectId, use: 'evidence' };
}
