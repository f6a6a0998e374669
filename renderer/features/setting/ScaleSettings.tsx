import { Radio, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { call, queryClient, useApi } from '../../api';
import { LevelBadge } from '../../components/LevelBadge';
import { bandsOf } from './bands';
import classes from './Setting.module.css';

const methods = ['lec', 'ls'] as const;
type Method = (typeof methods)[number];

/** Which level mappings later assessments are graded by; what is graded keeps its own. */
export function ScaleSettings() {
  const { t } = useTranslation('setting');
  const { data } = useApi('risk.scales', {});
  if (!data) return null;
  const choose = async (method: Method, id: string) => {
    const { lec, ls } = data;
    await call('preference.set', { key: 'scales', value: { lec, ls, [method]: id } });
    await queryClient.invalidateQueries({ predicate: ({ queryKey: [name] }) => name === 'risk.scales' || name === 'risk.get' });
    notifications.show({ message: t('scale.saved'), color: 'pine', withBorder: true });
  };
  return (
    <>
      <p className={classes.quiet}>{t('scale.text')}</p>
      {methods.map((method) => {
        const offered = data.all.filter((scale) => scale.method === method);
        const chosen = offered.find(({ id }) => id === data[method]);
        return (
          <div key={method} className={classes.scale}>
            <Radio.Group label={t(`scale.method.${method}`)} value={data[method]} onChange={(id) => void choose(method, id)}>
              <Stack gap="xs" mt={6}>
                {offered.map(({ id, title, source }) => (
                  <Radio key={id} size="sm" value={id} label={title} description={source} />
                ))}
              </Stack>
            </Radio.Group>
            {chosen && (
              <table className={classes.bands} aria-label={chosen.title}>
                <thead>
                  <tr>
                    <th scope="col">{t('scale.level')}</th>
                    <th scope="col">{t('scale.range', { symbol: method === 'lec' ? 'D' : 'R' })}</th>
                  </tr>
                </thead>
                <tbody>
                  {bandsOf(chosen).map(({ level, range }) => (
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
      <p className={classes.quiet}>{t('scale.later')}</p>
    </>
  );
}
