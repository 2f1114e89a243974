import { createParser } from '../../../server/adapters/libpg-query';
import { createCatalog, type Catalog } from '../../../server/core/catalog/catalog';
import { applyStatement } from '../../../server/core/catalog/from-ddl';
import { openDocument } from '../../../server/core/document/document';
import type { Document } from '../../../server/core/document/statement';
import { createStatementCache } from '../../../server/core/document/statement-cache';

/** Opens SQL with the real parser and follows it into catalogs. */
export interface Bench {
  open(sql: string): Document;
  /** Applies a script, statement by statement. Throws where PostgreSQL's parser rejects one, so that no test passes by a typo. */
  apply(sql: string, catalog?: Catalog): Catalog;
}

export async function createBench(): Promise<Bench> {
  const cache = createStatementCache(await createParser());
  const open = (sql: string): Document => openDocument(sql, cache);
  const apply = (sql: string, catalog = createCatalog()): Catalog => {
    for (const [index, { statement }] of open(sql).statements.entries()) {
      if (statement.error) throw new Error(`${statement.error.message} in: ${statement.text}`);
      applyStatement(catalog, statement, { file: 'test.sql', statement: index });
    }
    return catalog;
  };
  return { open, apply };
}
