import type { AddressMessage } from '../protocol';

/** Where connections point to, as the client told it. Kept in memory only and given to nobody but the database driver. */
export interface Addresses {
  get(connection: string): string | undefined;
  /** True once the extension has spoken over the process channel: its commands can be linked to. */
  readonly fromExtension: boolean;
}

/** The part of a process that messages of the parent arrive at. */
export interface MessageSource {
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** Listens for addresses. Other messages on the channel are left alone. */
export function receiveAddresses(source: MessageSource): Addresses {
  let addresses: ReadonlyMap<string, string> | undefined;
  source.on('message', (message) => {
    if (isAddressMessage(message)) addresses = new Map(Object.entries(message.addresses).filter(([, address]) => typeof address === 'string'));
  });
  return {
    get: (connection) => addresses?.get(connection),
    get fromExtension() {
      return addresses !== undefined;
    },
  };
}

export function isAddressMessage(message: unknown): message is AddressMessage {
  return (
    typeof message === 'object' && message !== null && 'sqlCoach' in message && message.sqlCoach === 'addresses' &&
    'addresses' in message && typeof message.addresses === 'object' && message.addresses !== null
  );
}
