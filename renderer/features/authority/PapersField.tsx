import { ActionIcon, Checkbox, Group, Input, NumberInput } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FilingFormat } from '../../../db/domain/filing/filing';
import type { ProfileDraft } from '../../../db/domain/filing/handover';
import { useApi } from '../../api';
import { useField } from '../../components/form/fields';
import classes from './Authority.module.css';

type Papers = ProfileDraft['papers'];
const formatNames: Record<FilingFormat, string> = { xlsx: 'Excel', docx: 'Word', pdf: 'PDF' };

/** Papers that an authority takes, in their order: formats and copies of each. None for whatever the round has. */
export function PapersField({ name, label }: { name: 'papers'; label: string }) {
  const { t } = useTranslation('authority');
  const { data: known = [] } = useApi('authority.papers', {}, { subjects: [] });
  const { value, onChange, frame, readOnly, input } = useField({ name, label });
  const chosen = value as Papers;
  const others = known.filter(({ code }) => !chosen.some((paper) => paper.code === code));
  const change = (code: string, patch: Partial<Papers[number]>) =>
    onChange(chosen.map((paper) => (paper.code === code ? { ...paper, ...patch } : paper)));
  const rise = (at: number) => onChange(chosen.with(at - 1, chosen[at]!).with(at, chosen[at - 1]!));
  return frame(
    <Input.Wrapper
      label={label}
      error={input.error}
      description={t('profile.papersText')}
      labelElement="div"
      inputWrapperOrder={['label', 'input', 'error', 'description']}
    >
      <table className={classes.papers}>
        <tbody>
          {chosen.map(({ code, formats, copies }, at) => {
            const form = known.find((entry) => entry.code === code);
            return (
              <tr key={code}>
                <td>
                  <Checkbox
                    size="xs"
                    checked
                    disabled={readOnly}
                    label={form?.title ?? code}
                    onChange={() => onChange(chosen.filter((paper) => paper.code !== code))}
                  />
                </td>
                <td>
                  <Group gap={8} wrap="nowrap">
                    {(form?.formats ?? formats).map((format) => (
                      <Checkbox
                        key={format}
                        size="xs"
                        label={formatNames[format]}
                        aria-label={t('profile.formatOf', { format: formatNames[format], title: form?.title ?? code })}
                        checked={formats.includes(format)}
                        disabled={readOnly || (formats.length === 1 && formats.includes(format))}
                        onChange={(event) =>
                          change(code, {
                            formats: (form?.formats ?? formats).filter((one) =>
                              one === format ? event.currentTarget.checked : formats.includes(one),
                            ),
                          })
                        }
                      />
                    ))}
                  </Group>
                </td>
                <td>
                  <NumberInput
                    size="xs"
                    w="4.5rem"
                    min={1}
                    max={99}
                    suffix={t('profile.copies')}
                    aria-label={t('profile.copiesOf', { title: form?.title ?? code })}
                    allowDecimal={false}
                    value={copies}
                    readOnly={readOnly}
                    onChange={(next) => {
                      if (typeof next === 'number' && next >= 1) change(code, { copies: next });
                    }}
                  />
                </td>
                <td>
                  {at > 0 && !readOnly && (
                    <ActionIcon
                      size="sm"
                      variant="subtle"
                      color="gray"
                      onClick={() => rise(at)}
                      aria-label={t('profile.rise', { title: form?.title ?? code })}
                    >
                      <IconArrowUp size={14} />
                    </ActionIcon>
                  )}
                </td>
              </tr>
            );
          })}
          {others.map(({ code, title, formats }) => (
            <tr key={code}>
              <td colSpan={4}>
                <Checkbox
                  size="xs"
                  checked={false}
                  disabled={readOnly}
                  label={title}
                  onChange={() => onChange([...chosen, { code, formats: [...formats], copies: 1 }])}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Input.Wrapper>,
  );
}
