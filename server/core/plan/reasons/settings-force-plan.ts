import type { Reason } from './reason';

export const settingsForcePlan: Reason = {
  id: 'settings-force-plan',
  structural: true,
  fromEstimates: true,
  wholeStatement: true,
  find: ({ plan }) => {
    const off = plan.settings.filter(([name, value]) => name.startsWith('enable_') && value === 'off').map(([name]) => name);
    if (off.length === 0) return [];
    return [{
      node: plan.root,
      title: `${off.join(', ')} ${off.length === 1 ? 'is' : 'are'} off`,
      text: 'PostgreSQL avoids a kind of plan because a setting tells it to, and not because it costs more. Find who sets it: the session, the role (ALTER ROLE … SET), the database or the configuration file.',
    }];
  },
};
