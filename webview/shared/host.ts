/** Messages are plain objects told apart by `type`. */
export interface Message {
  readonly type: string;
}

/** The panel in the extension, as a view sees it. */
export interface Host<ToHost extends Message, State> {
  post(message: ToHost): void;
  /** Where the user was and how they arranged things; survives a hidden tab and a reload. Never data: that comes again from the panel. */
  readonly state: State | undefined;
  save(state: State): void;
}

/**
 * Connects a view. `read` checks a message and returns undefined for what is not one of ours. `receive` gets full snapshots only, since a hidden view
 * misses messages. Posts `ready` when listening, which is what the panel waits for. Call once.
 */
export function connect<ToHost extends Message, ToView extends Message, State>(
  read: (data: unknown) => ToView | undefined,
  receive: (message: ToView) => void,
  readState: (saved: unknown) => State | undefined,
): Host<ToHost | { readonly type: 'ready' }, State> {
  const api = acquireVsCodeApi();
  let state = readState(api.getState());
  const host: Host<ToHost | { readonly type: 'ready' }, State> = {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window: the API of VS Code takes one argument
    post: (message) => api.postMessage(message),
    get state() {
      return state;
    },
    save(next) {
      state = next;
      api.setState(next);
    },
  };
  addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = read(event.data);
    if (message) receive(message);
  });
  // After the caller's own set-up, so that `receive` never runs before `connect` has returned.
  queueMicrotask(() => host.post({ type: 'ready' }));
  return host;
}

/** For readers of messages: a plain object whose `type` is one of `types`. */
export function isMessage<T extends string>(data: unknown, types: readonly T[]): data is { readonly type: T; readonly [key: string]: unknown } {
  return typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string' && types.some((type) => type === data.type);
}
