import { CancellationTokenSource, ProgressLocation, window, type CancellationToken } from 'vscode';
import type { Requester } from './requester';

let count = 0;

/**
 * Runs a long request of the server below a notification with a cancel button, and shows what the server reports. `outer` cancels as well.
 * @param title what is being done, without a dot at its end
 */
export async function withWork<T>(server: Requester, title: string, task: (token: CancellationToken, workDoneToken: string) => Promise<T>, outer?: CancellationToken): Promise<T> {
  return await window.withProgress({ location: ProgressLocation.Notification, cancellable: true, title }, async (progress, button) => {
    count += 1;
    const workDoneToken = `sqlCoach-${process.pid}-${count}`;
    const source = new CancellationTokenSource();
    const subscriptions = [
      button.onCancellationRequested(() => source.cancel()),
      ...(outer ? [outer.onCancellationRequested(() => source.cancel())] : []),
      server.onProgress(workDoneToken, (message) => progress.report({ message })),
      source,
    ];
    if (outer?.isCancellationRequested) source.cancel();
    try {
      return await task(source.token, workDoneToken);
    } finally {
      for (const subscription of subscriptions) subscription.dispose();
    }
  });
}
