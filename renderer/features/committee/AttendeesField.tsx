import { ActionIcon, Button, Checkbox, Group, Input, Textarea, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countAttendance } from '../../../db/domain/performance/committee';
import { load } from '../../api';
import { useToday } from '../../choices';
import { useField } from '../../components/form/fields';
import { Picker } from '../../components/Picker';
import { anybodyOptions } from '../../people';
import classes from './Committee.module.css';
import type { Attendee } from './meeting';

/** Most names drawn one by one; of more the rest is only counted. */
const mostShown = 200;

/** Who was asked and who came: pasted as names, matched with the people of that day, counted by itself. */
export function AttendeesField({ name, label, day }: { name: 'attendees'; label: string; day: string | null }) {
  const { t } = useTranslation('committee');
  const today = useToday();
  const { value, onChange, frame, readOnly, input } = useField({ name, label });
  const attendees = value as Attendee[];
  const [pasted, setPasted] = useState('');
  const [note, setNote] = useState('');
  const counts = countAttendance(attendees);
  const change = (at: number, patch: Partial<Attendee>) => onChange(attendees.with(at, { ...attendees[at]!, ...patch }));
  const take = async () => {
    const found = await load('committee.matchAttendees', { pasted, day: day ?? today });
    const isKnown = (one: Attendee) =>
      attendees.some((other) => (one.personId === null ? other.name === one.name : other.personId === one.personId));
    const fresh = found.filter((one) => !isKnown(one));
    onChange([...attendees, ...fresh.map(({ bearers: _bearers, ...one }) => one)]);
    setNote(
      [
        t('paste.taken', { count: fresh.length, known: found.length - fresh.length }),
        ...fresh.filter(({ bearers }) => bearers > 1).map((one) => t('paste.several', { name: one.name, count: one.bearers })),
      ].join('　'),
    );
    if (found.length > 0) setPasted('');
  };
  return frame(
    <Input.Wrapper label={label} error={input.error} labelElement="div">
      {attendees.length > 0 && (
        <>
          <div className={classes.quiet}>{t(counts.unmatched > 0 ? 'attendance.unmatched' : 'attendance.all', counts)}</div>
          <div className={classes.names}>
            <table className={classes.attendees}>
              <thead>
                <tr>
                  <th scope="col">{t('field.present')}</th>
                  <th scope="col">{t('field.person')}</th>
                  <th scope="col">{t('field.title')}</th>
                  <th scope="col">{t('field.absence')}</th>
                  <th scope="col">{t('resolution.remove')}</th>
                </tr>
              </thead>
              <tbody>
                {attendees.slice(0, mostShown).map((attendee, at) => (
                  <tr key={`${attendee.personId ?? attendee.name} ${at}`}>
                    <td>
                      <Checkbox
                        size="xs"
                        aria-label={t('presentOf', { name: attendee.name })}
                        checked={attendee.isPresent}
                        disabled={readOnly}
                        onChange={(event) => change(at, { isPresent: event.currentTarget.checked })}
                      />
                    </td>
                    <td>
                      {attendee.personId !== null || readOnly ? (
                        attendee.name
                      ) : (
                        <Picker
                          size="xs"
                          aria-label={t('matchOf', { name: attendee.name })}
                          options={anybodyOptions}
                          value={null}
                          text={t('unmatched', { name: attendee.name })}
                          clearable={false}
                          onPick={(picked, option) => {
                            if (picked !== null && option)
                              change(at, { personId: picked, name: option.label, title: attendee.title || (option.note ?? '') });
                          }}
                        />
                      )}
                    </td>
                    <td>{attendee.title}</td>
                    <td>
                      <TextInput
                        size="xs"
                        aria-label={t('absenceOf', { name: attendee.name })}
                        maxLength={200}
                        readOnly={readOnly}
                        value={attendee.note}
                        onChange={(event) => change(at, { note: event.currentTarget.value })}
                      />
                    </td>
                    <td>
                      {!readOnly && (
                        <ActionIcon
                          size="sm"
                          variant="subtle"
                          color="gray"
                          aria-label={t('dropOf', { name: attendee.name })}
                          onClick={() => onChange(attendees.filter((_, other) => other !== at))}
                        >
                          <IconTrash size={14} />
                        </ActionIcon>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {attendees.length > mostShown && <div className={classes.quiet}>{t('moreNames', { count: attendees.length - mostShown })}</div>}
        </>
      )}
      {!readOnly && (
        <Group gap="xs" align="flex-end" mt={4}>
          <Textarea
            flex={1}
            size="xs"
            autosize
            minRows={1}
            maxRows={6}
            aria-label={t('paste.label')}
            placeholder={t('paste.example')}
            value={pasted}
            onChange={(event) => setPasted(event.currentTarget.value)}
          />
          <Button size="xs" variant="default" disabled={pasted.trim() === '' || today === ''} onClick={() => void take()}>
            {t('paste.take')}
          </Button>
        </Group>
      )}
      {note !== '' && <div className={classes.quiet}>{note}</div>}
    </Input.Wrapper>,
  );
}
