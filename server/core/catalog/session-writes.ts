import type { Catalog } from './catalog';

/** Makes a write again that is more than a change of one entry. A rollback is never made again: what was observed of it is `everything`. */
export function redoSession(catalog: Catalog, session: string, [name, value, scope]: readonly (string | undefined)[]): void {
  if (session === 'set') catalog.set(name ?? '', value, scope === 'local' ? 'local' : 'session');
  else if (session === 'setDefault') catalog.setDefault(name ?? '', value);
  else if (session === 'resetSettings') catalog.resetSettings();
  else if (session === 'savepoint') catalog.savepoint(name);
  else if (session === 'commit') catalog.commit();
}
