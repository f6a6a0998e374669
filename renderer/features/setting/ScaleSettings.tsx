import { Button, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { LevelBadge } from '../../components/LevelBadge';
import { bandsOf } from './bands';
import { RegradeDialog } from './RegradeDialog';
import classes from './Setting.module.css';

const methods = ['lec', 'ls'] as const;
type Method = (typeof methods)[number];

/** Which level mappings risks are graded by. Another one is chosen here and taken only with what it changes in sight. */
export function ScaleSettings() {
  const { t } = useTranslation('setting');
  const { data } = useApi('risk.scales', {}, { subjects: ['enterprise'] });
  const [picked, setPicked] = useState<Partial<Record<Method, string>>>({});
  const [asked, setAsked] = useState(false);
  // Risks of an older workspace may still be graded by a former mapping.
  const { data: present } = useApi('risk.regradePlan', { lec: data?.lec ?? '', ls: data?.ls ?? '' }, { enabled: data !== undefined });
  if (!data) return null;
  const chosen = { lec: picked.lec ?? data.lec, ls: picked.ls ?? data.ls };
  const isOther = chosen.lec !== data.lec || chosen.ls !== data.ls;
  const behind = isOther || !present ? 0 : present.up + present.down + present.same;
  return (
    <>
      <p className={classes.quiet}>{t('scale.text')}</p>
      {methods.map((method) => {
        const offered = data.all.filter((scale) => scale.method === method);
        const shown = offered.find(({ id }) => id === chosen[method]);
        return (
          <div key={method} className={classes.scale}>
            <Radio.Group
              label={t(`scale.method.${method}`)}
              value={chosen[method]}
              onChange={(id) => setPicked({ ...picked, [method]: id })}
            >
              <Stack gap="xs" mt={6}>
                {offered.map(({ id, title, source }) => (
                  <Radio key={id} size="sm" value={id} label={title} description={source} />
                ))}
              </Stack>
            </Radio.Group>
            {shown && (
              <table className={classes.bands} aria-label={shown.title}>
                <thead>
                  <tr>
                    <th scope="col">{t('scale.level')}</th>
                    <th scope="col">{t('scale.range', { symbol: method === 'lec' ? 'D' : 'R' })}</th>
                  </tr>
                </thead>
                <tbody>
                  {bandsOf(shown).map(({ level, range }) => (
                    <tr key={level}>
                      <td>
                        <LevelBadge level={level} />
                      </td>
                      <td>{range}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </div>
        );
      })}
      <div className={classes.line}>
        <span className={classes.quiet}>{behind > 0 ? t('scale.behind', { count: behind }) : t('scale.later')}</span>
        {isOther && (
          <Button variant="default" onClick={() => setPicked({})}>
            {t('scale.back')}
          </Button>
        )}
        {(isOther || behind > 0) && <Button onClick={() => setAsked(true)}>{t('scale.look')}</Button>}
      </div>
      <RegradeDialog
        key={`${chosen.lec} ${chosen.ls}`}
        opened={asked}
        chosen={chosen}
        onClose={() => setAsked(false)}
        onDone={() => {
          setAsked(false);
          setPicked({});
        }}
      />
    </>
  );
}
