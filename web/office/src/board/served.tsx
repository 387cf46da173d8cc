// Why the people served here and the people counted here are two figures, as a sum that anybody can follow.
import type { Board } from '@lib/contract/board';
import { number } from '@lib/format';
import { Card } from '@lib/ui';
import { channelName } from '../words';
import { served } from './figures';
import { bt } from './texts';

export function Served({ board }: { board: Board }) {
  const s = served(board);
  return (
    <Card title={bt('served')}>
      <p class="muted small">{bt('served.about')}</p>
      <dl class="sum">
        <div><dt>{bt('served.here')}<span class="muted small"> {board.channels.map((c) => bt('served.by', { channel: channelName(c.channel), n: c.n })).join(' · ')}</span></dt><dd>{number(s.here)}</dd></div>
        <div><dt>{bt('served.out')}</dt><dd>{number(-s.outsiders)}</dd></div>
        <div><dt>{bt('served.else')}</dt><dd>+{number(s.elsewhere)}</dd></div>
        <div class="sum-end"><dt>{bt('served.counted')}</dt><dd>{number(s.counted)}</dd></div>
      </dl>
    </Card>
  );
}
