import { checking } from './checking';
import { explaining } from './explaining';
import { server } from './server';

/** Defines every suite; called once mocha's words are there. */
export function hostSuites(): void {
  checking();
  explaining();
  server();
}
