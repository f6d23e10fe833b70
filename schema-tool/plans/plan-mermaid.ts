import { quoted } from './mermaid-text.ts';
import type { PlanStep } from './plan-steps.ts';

/** An edge's start: a node, and what is written on the edge. */
interface End {
  node: string;
  label: string | null;
}

/** Mermaid refuses a picture of more than 500 edges, and nobody reads one of half as many. */
const MAX_FETCHES = 150;
/** Edges between two groups of steps, from which on they meet in a point. */
const MAX_CROSSINGS = 12;

/** A plan as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html): who waits for whom. */
export function planMermaid(title: string, plan: PlanStep | null): string {
  const lines = ['flowchart TD', `  start([${quoted(title)}])`];
  let conditions = 0;
  let joins = 0;
  let fetches = 0;
  const ends = plan ? draw(plan, [{ node: 'start', label: null }]) : [{ node: 'start', label: null }];
  lines.push('  answer([answer])');
  connect(ends, 'answer');
  if (fetches > MAX_FETCHES) lines.push(`  more([${quoted(`… ${fetches - MAX_FETCHES} more requests`)}])`);
  return lines.join('\n');

  /** Adds a step after `from`; gives the ends that whatever follows waits for. */
  function draw(step: PlanStep, from: readonly End[]): readonly End[] {
    switch (step.kind) {
      case 'fetch': {
        fetches += 1;
        if (fetches > MAX_FETCHES) return from;
        const node = `fetch${step.number}`;
        const text = [step.subgraph, step.entities ?? 'root', ...(step.at === null ? [] : [step.at])];
        lines.push(`  ${node}[${quoted(text.join('\n'))}]`);
        connect(from, node);
        return [{ node, label: null }];
      }
      case 'sequence':
        return step.steps.reduce<readonly End[]>((ends, one) => draw(one, ends), from);
      case 'parallel': {
        const start = joined(from, step.steps.length);
        return [...new Set(step.steps.flatMap((one) => draw(one, start)))];
      }
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

  /** A point that all come to, where each of many would lead to each of many. */
  function joined(from: readonly End[], next: number): readonly End[] {
    if (from.length * next <= MAX_CROSSINGS || from.length === 1) return from;
    joins += 1;
    const node = `join${joins}`;
    lines.push(`  ${node}(( ))`);
    connect(from, node);
    return [{ node, label: null }];
  }

  function connect(from: readonly End[], node: string): void {
    for (const end of from) {
      lines.push(`  ${end.node} -->${end.label === null ? '' : `|${end.label}|`} ${node}`);
    }
  }
}
