import { createHash } from 'node:crypto';
import { splitInitials } from '../../db/initials';
import { splitText } from '../../db/searchText';
import { openFile } from '../support/database';
import { benchHost, generated, type BenchMachine } from './generate';
import { compare, held, type Measured } from './measure';

/** A risk updated by the command (parsed, judged, graded, audited, indexed) against the same rows written by hand. */
export async function benchCommand(machine: BenchMachine, rows: number): Promise<Measured[]> {
  const folder = await generated(machine, rows, 'command');
  const host = benchHost(machine);
  const opened = await host.call('workspace.open', { folder });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const file = openFile(folder);
  const risks = file.prepare('SELECT id FROM risk ORDER BY random() LIMIT 4000').pluck().all() as string[];

  const read = file.prepare('SELECT * FROM risk WHERE id = ?');
  const pointName = file.prepare('SELECT name FROM riskPoint WHERE id = ?').pluck();
  const update = file.prepare('UPDATE risk SET remark = ?, revision = revision + 1, updatedAt = ? WHERE id = ?');
  const head = file.prepare('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1');
  const audit = file.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?)');
  const payload = file.prepare('INSERT INTO auditPayload VALUES (?, ?, ?, ?)');
  const entry = file.prepare('SELECT rowid FROM searchEntry WHERE subjectId = ?').pluck();
  const title = file.prepare('UPDATE searchEntry SET title = ? WHERE rowid = ?');
  const drop = file.prepare('DELETE FROM search WHERE rowid = ?');
  const index = file.prepare('INSERT INTO search (rowid, singles, pairs, initials) VALUES (?, ?, ?, ?)');
  let next = 0;
  const someRisk = () => risks[(next += 1) % risks.length]!;
  /** The same rows as the command leaves: risk, audit, images, index. What a careful person would write without any of ours. */
  const byHand = file.transaction((id: string) => {
    const before = read.get(id) as Record<string, string>;
    const now = Date.now();
    update.run(`备注 ${now}`, now, id);
    const after = read.get(id) as Record<string, string>;
    const { seq, hash } = head.get() as { seq: number; hash: string };
    const [old, young] = [JSON.stringify(before), JSON.stringify(after)];
    const digest = (text: string) => createHash('sha256').update(text).digest('hex');
    audit.run(seq + 1, now, '测量', 'risk.update', seq + 1, 'risk', id, 1, digest(old), digest(young), digest(hash + old + young));
    payload.run(seq + 1, digest(String(seq)).slice(0, 32), old, young);
    const rowid = entry.get(id) as number;
    title.run(`${after['riskNo']} ${after['hazardSource']}`, rowid);
    drop.run(rowid);
    const name = pointName.get(after['riskPointId']) as string;
    const { singles, pairs } = splitText(
      `${after['riskNo']} ${name} ${after['step']} ${after['hazardSource']} ${after['consequence']} ${after['ownerText']}`,
    );
    index.run(rowid, singles, pairs, splitInitials(`${name} ${after['hazardSource']} ${after['ownerText']}`));
  });
  const times = await compare(
    {
      command: async () => {
        const id = someRisk();
        const { revision } = read.get(id) as { revision: number };
        const reply = await host.call('risk.update', { id, revision, patch: { remark: `备注 ${Date.now()} ${next}` } });
        if (!reply.ok) throw new Error(JSON.stringify(reply.error));
      },
      byHand: () => byHand.immediate(someRisk()),
    },
    { turns: 60, warmUp: 20, atLeast: 0 },
  );
  file.close();
  await host.close();
  return [held('修改一条风险（校验、定级、审计、索引）', times.command, times.byHand, 3, '手写 SQL 写同样的行')];
}
