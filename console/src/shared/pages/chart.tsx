import { type ReactNode, useEffect, useRef } from 'react';
import uPlot from 'uplot';

/** A line or row of bars of a chart. */
export interface Series {
  label: string;
  /** One for each instant; null is a gap. */
  values: readonly (number | null)[];
  /** How a value is written. */
  format(value: number): string;
  /** How it is written where there is little room, as `format` by default. */
  formatShort?(value: number): string;
  bars?: true;
  /** Which of the colours of the style sheet, `--series-1` and so on. */
  color: 1 | 2 | 3;
}

const HEIGHT = 220;
/** Of what is written below the horizontal axis, pixels. */
const LABEL_MARGIN = 16;
const LINE_HEIGHT = 18;

/**
 * Values over time as a picture, and the same as a table, which is for everybody and all that a screen reader is told.
 *
 * @param instants milliseconds since 1970
 */
export function Chart({
  title,
  instants,
  series,
  writeInstant,
  table,
}: {
  title: string;
  instants: readonly number[];
  series: readonly Series[];
  writeInstant(ms: number): string;
  table: ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let plot = draw(element, { instants, series, writeInstant });
    const sizes = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    sizes.observe(element);
    const scheme = matchMedia('screen and (prefers-color-scheme: dark)');
    const redraw = () => {
      plot.destroy();
      plot = draw(element, { instants, series, writeInstant });
    };
    scheme.addEventListener('change', redraw);
    return () => {
      scheme.removeEventListener('change', redraw);
      sizes.disconnect();
      plot.destroy();
    };
  }, [instants, series, writeInstant]);
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <div ref={place} aria-hidden="true" />
      <details>
        <summary>Ver como tabela</summary>
        {table}
      </details>
    </figure>
  );
}

function draw(
  element: HTMLElement,
  {
    instants,
    series,
    writeInstant,
  }: { instants: readonly number[]; series: readonly Series[]; writeInstant(ms: number): string },
): uPlot {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const axis = {
    stroke: color('--soft'),
    grid: { stroke: color('--line'), width: 1 },
    ticks: { show: false },
  };
  const bars = uPlot.paths.bars?.({ size: [0.7, 60] });
  const writePlace = (place: number) => writeInstant(instants[place] ?? 0);
  const { format = String, formatShort = format } = series[0] ?? {};
  return new uPlot(
    {
      width: element.clientWidth,
      height: HEIGHT,
      cursor: { y: false },
      scales: {
        // Places, so that what is as long as another one, such as a month, is drawn as wide.
        x: { time: false, range: [-0.5, instants.length - 0.5] },
        y: { range: (_plot, _low, high) => [0, high > 0 ? high * 1.05 : 1] },
      },
      axes: [
        {
          ...axis,
          space: 90,
          size: LABEL_MARGIN + LINE_HEIGHT * linesOf(writePlace(0)).length,
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500],
          values: (_plot, places) => places.map((place) => linesOf(writePlace(place)).join('\n')),
        },
        { ...axis, size: 78, values: (_plot, splits) => splits.map(formatShort) },
      ],
      series: [
        { label: 'Quando', value: (_plot, place) => (place === null ? '—' : writePlace(place)) },
        ...series.map(({ label, format, bars: asBars, color: which }) => ({
          label,
          stroke: color(`--series-${which}`),
          width: 1.5,
          points: { show: instants.length < 40 },
          value: (_plot: uPlot, value: number | null) => (value === null ? '—' : format(value)),
          ...(asBars && bars
            ? { paths: bars, fill: color(`--series-${which}`), points: { show: false } }
            : {}),
        })),
      ],
    },
    [instants.map((_at, place) => place), ...series.map(({ values }) => [...values])],
    element,
  );
}

/** Day and time below each other and without seconds: on a phone an axis has no room for more. */
function linesOf(text: string): readonly string[] {
  return text.replace(/(\d\d:\d\d):\d\d$/, '$1').split(', ');
}
