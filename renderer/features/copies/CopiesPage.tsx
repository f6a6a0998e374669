import { useState } from 'react';
import { useApi, type Data } from '../../api';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { Choose } from './Choose';
import { Merging } from './Merging';
import { Relation } from './Relation';
import { Result } from './Result';
import { useCopyWords } from './words';

/** Two copies of one workspace: the other one is chosen, held against this one, and what differs is decided and merged. */
export default function CopiesPage() {
  const { t } = useCopyWords();
  const state = useApi('copies.state', {});
  const [result, setResult] = useState<Data<'copies.apply'>>();
  const { data } = state;
  const reload = () => void state.refetch();
  if (state.isError) return <Refused failure={state.error.failure} onRetry={reload} />;
  if (data === undefined) return null;
  if (result !== undefined) return <Result result={result} onDone={() => setResult(undefined)} />;
  if (data?.relation === 'diverged')
    return (
      <Merging
        key={data.id}
        comparison={data}
        onChanged={reload}
        onMerged={(merged) => {
          setResult(merged);
          reload();
        }}
      />
    );
  return (
    <>
      <PageHead title={t('title')} note={t('intro')} />
      {data === null ? <Choose onCompared={reload} /> : <Relation comparison={data} onChanged={reload} />}
    </>
  );
}
