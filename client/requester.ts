import type { CancellationToken, Disposable } from 'vscode';
import type { Notifications, RequestName, Requests } from '../server/protocol';

export type NotificationName = keyof Notifications;

/** What the parts of the client see of the language server. */
export interface Requester {
  /**
   * Waits for the server if it is starting or coming back. Rejects with a `CancellationError` when cancelled, else with an error whose message is for
   * the user.
   */
  request<K extends RequestName>(name: K, params: Requests[K]['params'], token?: CancellationToken): Promise<Requests[K]['result']>;
  /** The handler stays registered when the server is restarted. */
  onNotification<K extends NotificationName>(name: K, handler: (params: Notifications[K]) => void): Disposable;
  /** What the server says while it works on the request that was given this `workDoneToken`. */
  onProgress(workDoneToken: string, report: (message: string) => void): Disposable;
}
