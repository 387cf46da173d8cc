// What the node says of itself.
import { api } from '@lib/api';
import { signal } from '@preact/signals';

/** Whether this is the demo, where officer and resident may sit before one screen. */
export const demo = signal(false);

void api.get<{ demo: boolean }>('/api/v1/node').then(
  (node) => (demo.value = node.demo),
  () => undefined, // not the demo, as far as is known
);
