import type { Database } from './handle';

/** Re-asserted at every opening: the audit can be added to, nothing else. Only the erasure of personal data blanks payloads. */
export function assertTriggers(sqlite: Database): void {
  sqlite.exec(`
    CREATE TRIGGER IF NOT EXISTS auditKeepsRows BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
    CREATE TRIGGER IF NOT EXISTS auditKeepsAll BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
    CREATE TRIGGER IF NOT EXISTS auditPayloadKeepsAll BEFORE DELETE ON auditPayload BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
    CREATE TRIGGER IF NOT EXISTS auditPayloadKeepsRows BEFORE UPDATE ON auditPayload
      WHEN NEW.before IS NOT NULL OR NEW.after IS NOT NULL OR NEW.seq IS NOT OLD.seq OR NEW.salt IS NOT OLD.salt
      BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
  `);
}
