import { quoted } from './mermaid-text.ts';
import type { PlanStep } from './plan-steps.ts';

/** An edge's start: a node, and what is written on the edge. */
interface End {
  node: string;
  label: string | null;
}

/** A plan as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html): who waits for whom. */
export function planMermaid(title: string, plan: PlanStep | null): string {
  const lines = ['flowchart TD', `  start([${quoted(title)}])`];
  let conditions = 0;
  const ends = plan ? draw(plan, [{ node: 'start', label: null }]) : [{ node: 'start', label: null }];
  lines.push('  answer([answer])');
  connect(ends, 'answer');
  return lines.join('\n');

  /** Adds a step after `from`; gives the ends that whatever follows waits for. */
  function draw(step: PlanStep, from: readonly End[]): readonly End[] {
    switch (step.kind) {
      case 'fetch': {
        const node = `fetch${step.number}`;
        const text = [step.subgraph, step.entities ?? 'root', ...(step.at === null ? [] : [step.at])];
        lines.push(`  ${node}[${quoted(text.join('\n'))}]`);
        connect(from, node);
        return [{ node, label: null }];
      }
      case 'sequence':
        return step.steps.reduce<readonly End[]>((ends, one) => draw(one, ends), from);
      case 'parallel':
        return step.steps.flatMap((one) => draw(one, from));
      case 'condition': {
        conditions += 1;
        const node = `condition${conditions}`;
        lines.push(`  ${node}{${quoted(`$${step.variable}`)}}`);
        connect(from, node);
        return [
          ...branch(step.met, { node, label: 'true' }),
          ...branch(step.unmet, { node, label: 'false' }),
        ];
      }
    }
  }

  function branch(step: PlanStep | null, end: End): readonly End[] {
    return step ? draw(step, [end]) : [end];
  }

  function connect(from: readonly End[], node: string): void {
    for (const end of from) {
      lines.push(`  ${end.node} -->${end.label === null ? '' : `|${end.label}|`} ${node}`);
    }
  }
}
