import { useForm } from '@mantine/form';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Analysis } from '../../../../db/domain/point/analysis';
import type { RiskMethod } from '../../../../db/domain/risk/scale';
import { useCommand } from '../../../api';
import { findingText } from '../../../components/findingText';
import { useDraft } from '../../../components/form/useDraft';
import { useSteps } from '../../../components/table/useSteps';
import { useDraftMemory } from '../../../preference';
import { readBlock } from '../../../components/table/tsv';
import { accidentWords, findOwners, type DepartmentChoice } from '../choices';
import type { Choices } from '../../../choices';
import type { Scales } from '../grading';
import type { FallingRisk, Lowering } from '../LoweringDialog';
import { fallingOf, isWorked, linesOf, noWork, savingOf, withCells, type Base, type CellText, type GridLine, type Work } from './work';

interface AnalysisScene {
  base: Base;
  analysis: Analysis;
  method: RiskMethod;
  scales: Scales;
  choices: Choices;
  tree: readonly DepartmentChoice[];
}

/** What was not done and why. */
interface Told {
  title: string;
  lines: readonly string[];
}

const none: readonly FallingRisk[] = [];

/** The lines of one analysis while they are worked on; what is typed survives leaving the page, saving is one undo step. */
export function useAnalysis({ base, analysis, method, scales, choices, tree }: AnalysisScene) {
  const { t } = useTranslation(['analysis', 'risk', 'term']);
  const memory = useDraftMemory<Work>(`analysis.${analysis}`, base.point.id);
  const form = useForm<Work>({ mode: 'controlled', initialValues: noWork });
  const draft = useDraft(form, memory);
  const work = form.getValues();
  const steps = useSteps(form.getValues, (next: Work) => form.setValues(next));
  const lines = useMemo(() => linesOf(base, work, scales, { method, today: choices.today }), [base, work, scales, method, choices]);
  const command = useCommand('analysis.save', { done: t('saved') });
  const [falling, setFalling] = useState<readonly FallingRisk[]>(none);

  const [told, tell] = useState<Told | null>(null);

  /** Lays texts into cells of lines that are there or that `grown` has added. */
  const write = async (cells: readonly CellText[], grown: Work = work, all: readonly GridLine[] = lines) => {
    const owners = await findOwners(cells.filter(({ column }) => column === 'owner').map(({ text }) => text)).catch(() => new Map());
    const names = { departments: new Map(tree.map(({ name, id }) => [name, id])), owners, accidentCodes: accidentWords(choices).stored };
    const { work: next, refused } = withCells(grown, all, cells, names);
    steps.put(next);
    const [first] = refused;
    tell(
      first === undefined
        ? null
        : {
            title: t('refusedCell', { count: refused.length, row: all.findIndex(({ id }) => id === first.id) + 1 }),
            lines: [t(`risk:cell.${first.fault}`, { value: first.text })],
          },
    );
  };

  const added = (after: string | null, item: string, from: Work = work): { id: string; work: Work } => {
    const id = `new:${crypto.randomUUID()}`;
    return { id, work: { ...from, added: [...from.added, { id, after, item }] } };
  };
  const add = (after: GridLine | undefined) => steps.put(added(after?.id ?? lines.at(-1)?.id ?? null, after?.values.step ?? '').work);

  /** A block from Excel: cells from a place on, with new lines where it is longer than the rest. */
  const paste = (text: string, row: number, columns: readonly string[]) => {
    const block = readBlock(text);
    let grown = work;
    for (let missing = row + block.length - lines.length, after = lines.at(-1)?.id ?? null; missing > 0; missing -= 1) {
      const one = added(after, '', grown);
      [grown, after] = [one.work, one.id];
    }
    const all = linesOf(base, grown, scales, { method, today: choices.today });
    const cells = block.flatMap((texts, at) =>
      texts.flatMap((cell, index): CellText[] => {
        const column = columns[index];
        return column === undefined || cell.trim() === '' ? [] : [{ id: all[row + at]!.id, column, text: cell }];
      }),
    );
    void write(cells, grown, all);
  };

  const remove = (ids: ReadonlySet<string>) => {
    const gone = lines.filter(({ id }) => ids.has(id)).map(({ id }) => id);
    const isNew = new Set(work.added.map(({ id }) => id));
    steps.put({
      edits: Object.fromEntries(Object.entries(work.edits).filter(([id]) => !gone.includes(id))),
      // A line that others stand behind stays known, so that they keep their place.
      added: work.added.filter(({ id }) => !gone.includes(id) || work.added.some(({ after }) => after === id)),
      removed: [...work.removed, ...gone.filter((id) => !isNew.has(id) || work.added.some(({ after }) => after === id))],
    });
  };

  const store = async (lowering: Lowering | null) => {
    const { saved, ...input } = savingOf(base, analysis, work, lines);
    const reply = await command.run({ ...input, lowering });
    if (reply.ok) {
      tell(null);
      setFalling(none);
      form.setValues(noWork);
      steps.forget();
      memory.clear();
      return;
    }
    const findings = reply.error.findings ?? [];
    if (findings.length === 0) return;
    const rowOf = (field: string | undefined) => {
      const line = saved[Number(/^lines\.(\d+)/.exec(field ?? '')?.[1] ?? -1)];
      return line === undefined ? '' : t('row', { row: lines.indexOf(line) + 1 });
    };
    const sentences = findings.map(({ field, ...finding }) => {
      const own = field?.replace(/^lines\.\d+\.(patch\.)?/, '');
      return `${rowOf(field)}${findingText(t as never, own ? { ...finding, field: own } : finding)}`;
    });
    tell({ title: t('refused'), lines: [...new Set(sentences)].slice(0, 6) });
  };
  const save = () => {
    if (!isWorked(work) || command.pending) return;
    draft.keep();
    const down = fallingOf(savingOf(base, analysis, work, lines).saved);
    if (down.length > 0) setFalling(down);
    else void store(null);
  };

  return {
    lines,
    isWorked: isWorked(work),
    told,
    hush: () => tell(null),
    removed: work.removed.filter((id) => base.lines.some(({ risk }) => risk?.id === id)).length,
    isRestored: draft.isRestored,
    discard: () => {
      draft.discard();
      form.setValues(noWork);
      steps.forget();
    },
    steps,
    write,
    add,
    paste,
    remove,
    save,
    pending: command.pending,
    falling,
    confirm: (lowering: Lowering) => void store(lowering),
    cancel: () => setFalling(none),
  };
}
