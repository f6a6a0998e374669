import { useDebouncedValue } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { FormCode, XlsxMapping } from '../../../db/domain/form/form';
import { call, useApi } from '../../api';
import { Refused } from '../../components/Refused';
import { Faults } from './Faults';
import { MapPane } from './MapPane';
import { PreviewPane } from './PreviewPane';
import { useKept, useWork, type FormState } from './useWork';
import type { FormRead, Place } from './work';
import { WorkHead, type View, type WorkProps } from './WorkHead';

/** An xlsx form: what goes where in it, and how it looks filled with what the paper says today. */
export function FormWork({ id, ...props }: WorkProps & { id: string }) {
  const read = useApi('form.read', { id }, { subjects: ['authorityForm'] });
  const [kept, settle] = useKept<XlsxMapping>(id);
  if (read.isError) return <Refused failure={read.error.failure} onRetry={() => void read.refetch()} />;
  if (!read.data || kept === undefined) return null;
  return <Sheets key={`${id} ${read.data.form.revision}`} read={read.data} kept={kept} onSaved={settle} {...props} />;
}

interface SheetsProps extends WorkProps {
  read: FormRead;
  kept: FormState<XlsxMapping> | null;
  onSaved: () => void;
}

function Sheets({ read, kept, onSaved, ...props }: SheetsProps) {
  const work = useWork(read, kept, onSaved);
  const { form, state, change } = work;
  const [view, setView] = useState<View>('map');
  const [sheet, setSheet] = useState(read.mapping.tables[0]?.sheet ?? read.sheets[0]?.name ?? '');
  const [place, setPlace] = useState<Place | null>(null);
  const editor = useRef<HTMLTextAreaElement>(null);
  const [settled] = useDebouncedValue(state, 500);
  const preview = useApi('form.preview', { id: form.id, code: settled.code, mapping: settled.mapping }, { keep: true });
  const propose = async (code: FormCode) => {
    const reply = await call('form.propose', { id: form.id, code });
    if (reply.ok) change({ code, mapping: reply.data });
  };
  const jump = (name: string, cell: Omit<Place, 'sheet'> | null) => {
    setView('map');
    if (read.sheets.some((own) => own.name === name)) setSheet(name);
    if (cell !== null) setPlace({ sheet: name, ...cell });
  };
  return (
    <>
      <WorkHead work={work} view={view} onView={setView} onPropose={(code) => void propose(code)} {...props} />
      <Faults findings={preview.data?.findings ?? read.findings} onJump={jump} />
      {view === 'map' ? (
        <MapPane
          read={read}
          state={state}
          preview={preview.data}
          sheet={sheet}
          onSheet={(name) => {
            setSheet(name);
            setPlace(null);
          }}
          place={place}
          onPlace={setPlace}
          editor={editor}
          onMapping={(mapping) => change({ mapping })}
        />
      ) : (
        <PreviewPane preview={preview.data} sheet={sheet} onSheet={setSheet} />
      )}
    </>
  );
}
