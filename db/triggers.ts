import type { Database } from './handle';

const refuse = (trigger: string, when: string): string =>
  `CREATE TRIGGER ${trigger} ${when} BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END`;

/** The audit can be added to, nothing else; REPLACE would delete without a delete. Only the erasure of personal data blanks payloads. */
const triggers: Readonly<Record<string, string>> = {
  auditKeepsPlaces: refuse('auditKeepsPlaces', 'BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)'),
  auditKeepsRows: refuse('auditKeepsRows', 'BEFORE UPDATE ON audit'),
  auditKeepsAll: refuse('auditKeepsAll', 'BEFORE DELETE ON audit'),
  auditPayloadKeepsPlaces: refuse(
    'auditPayloadKeepsPlaces',
    'BEFORE INSERT ON auditPayload WHEN EXISTS (SELECT 1 FROM auditPayload WHERE seq = NEW.seq)',
  ),
  auditPayloadKeepsRows: refuse(
    'auditPayloadKeepsRows',
    'BEFORE UPDATE ON auditPayload WHEN NEW.before IS NOT NULL OR NEW.after IS NOT NULL OR NEW.seq IS NOT OLD.seq OR NEW.salt IS NOT OLD.salt',
  ),
  mergedAuditKeepsPlaces: refuse(
    'mergedAuditKeepsPlaces',
    'BEFORE INSERT ON mergedAudit WHEN EXISTS (SELECT 1 FROM mergedAudit WHERE mergeRunId = NEW.mergeRunId AND seq = NEW.seq)',
  ),
  mergedAuditKeepsRows: refuse(
    'mergedAuditKeepsRows',
    'BEFORE UPDATE ON mergedAudit WHEN NEW.before IS NOT NULL OR NEW.after IS NOT NULL OR NEW.hash IS NOT OLD.hash OR NEW.seq IS NOT OLD.seq OR NEW.salt IS NOT OLD.salt OR NEW.mergeRunId IS NOT OLD.mergeRunId',
  ),
  mergedAuditKeepsAll: refuse('mergedAuditKeepsAll', 'BEFORE DELETE ON mergedAudit'),
  auditPayloadKeepsAll: refuse('auditPayloadKeepsAll', 'BEFORE DELETE ON auditPayload'),
};

/** Re-asserted at every opening: one that is missing or different is made anew. */
export function assertTriggers(sqlite: Database): void {
  const stored = sqlite.prepare(`SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?`).pluck();
  for (const [name, sql] of Object.entries(triggers)) {
    if (stored.get(name) !== sql) sqlite.exec(`DROP TRIGGER IF EXISTS ${name}; ${sql}`);
  }
}
