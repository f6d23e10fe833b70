import { Value } from './states.tsx';

/** A name and its value, in a `<dl className="facts">`. */
export function Fact({
  name,
  value,
  why,
}: {
  name: string;
  value: string | null | undefined;
  /** Why there is no value, when there may be one. */
  why?: 'denied' | 'unavailable' | undefined;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Value why={why}>{value}</Value>
      </dd>
    </div>
  );
}
