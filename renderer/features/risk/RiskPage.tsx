import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChoices } from '../../choices';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { SidePanel, useAskBeforeLeaving } from '../../components/SidePanel';
import { go, rename, usePlace } from '../../place';
import { filterOfAddress, narrowTo, useRegister } from './register';
import { RiskRecord } from './RiskRecord';
import { RiskTable } from './RiskTable';
import type { RiskValues } from './riskValues';
import { usePanelWidth } from './usePanelWidth';
import { TraceButton } from '../../trace';

const RiskOverview = lazy(() => import('./RiskOverview').then(({ RiskOverview: component }) => ({ default: component })));

/** The register of risks: list or pictures, one risk beside it. `/risk/new` begins a new one. */
export default function RiskPage() {
  const { t } = useTranslation(['risk', 'term']);
  const { id, open } = usePlace('/risk');
  const register = useRegister();
  const [showing, setShowing] = useState<'list' | 'overview'>('list');
  const [dirty, setDirty] = useState(false);
  const [title, setTitle] = useState('');
  const [template, setTemplate] = useState<{ values: RiskValues; turn: number } | null>(null);
  const [width, setWidth] = usePanelWidth('risk', 500);
  const choices = useChoices();
  const named = id !== null && choices ? filterOfAddress(id, choices) : undefined;

  useEffect(() => {
    if (!named || !register.ready) return;
    narrowTo(register, named);
    setShowing('list');
    // Whoever has gone elsewhere by now is not called back.
    if (window.location.hash === `#/risk/${encodeURIComponent(id!)}`) rename('/risk');
    // Once for each address; the list itself changes by this.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id, choices, register.ready]);

  const record = named === undefined ? id : null;
  const begin = () => {
    setTemplate(null);
    open('new');
  };
  const showList = (filter: Parameters<typeof narrowTo>[1]) => {
    narrowTo(register, filter);
    setShowing('list');
  };
  return (
    <SidePanel
      title={record === 'new' ? t('new') : title}
      onClose={() => open(null)}
      dirty={dirty}
      width={width}
      onWidth={setWidth}
      actions={record !== null && record !== 'new' && <TraceButton subject="risk" id={record} />}
      list={
        <>
          <Head showing={showing} onShow={setShowing} onNew={begin} />
          {showing === 'list' ? (
            <RiskTable list={register} openId={record} onOpen={open} onNew={begin} choices={choices} />
          ) : (
            <Suspense fallback={null}>
              <RiskOverview filter={register.filter} onFilter={showList} />
            </Suspense>
          )}
        </>
      }
    >
      {record === null ? null : (
        <RiskRecord
          key={record === 'new' ? `new-${template?.turn ?? 0}` : record}
          id={record === 'new' ? null : record}
          template={template?.values ?? null}
          onOpen={open}
          onNext={(values) => {
            setTemplate({ values, turn: (template?.turn ?? 0) + 1 });
            open('new');
          }}
          onTitle={setTitle}
          onDirty={setDirty}
        />
      )}
    </SidePanel>
  );
}

function Head({
  showing,
  onShow,
  onNew,
}: {
  showing: 'list' | 'overview';
  onShow: (showing: 'list' | 'overview') => void;
  onNew: () => void;
}) {
  const { t } = useTranslation(['risk', 'term']);
  const ask = useAskBeforeLeaving();
  return (
    <PageHead title={t('title')}>
      <SegmentedControl
        size="xs"
        aria-label={t('show')}
        value={showing}
        onChange={(value) => onShow(value as 'list' | 'overview')}
        data={[
          { value: 'list', label: t('list') },
          { value: 'overview', label: t('overview.title') },
        ]}
      />
      <Needs needs="intake.plan">
        <Button variant="default" onClick={() => ask(() => go('/intake'))}>
          {t('import')}
        </Button>
      </Needs>
      <Needs needs="risk.create">
        <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => ask(onNew)}>
          {t('new')}
        </Button>
      </Needs>
    </PageHead>
  );
}
