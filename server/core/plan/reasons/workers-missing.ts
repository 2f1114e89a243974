import { counted } from '../words';
import { eachNode, ran } from './reason';
import type { Reason } from './reason';

export const workersMissing: Reason = {
  id: 'workers-missing',
  structural: false,
  fromEstimates: false,
  find: (context) =>
    eachNode(context, (node) => {
      const { workersPlanned, workersLaunched } = node;
      if (!ran(node) || workersLaunched === undefined || workersLaunched >= workersPlanned) return undefined;
      return {
        share: 1,
        title: `Only ${workersLaunched} of ${counted(workersPlanned, 'parallel worker')} started`,
        text: 'The plan was chosen for help that did not come: other statements used up max_parallel_workers or max_worker_processes. Raise them if there are processors to spare, or lower max_parallel_workers_per_gather so that plans count on less.',
      };
    }),
};
