import type { ReactNode } from 'react';

/** A column of a table. */
export interface Column<T> {
  title: string;
  cell(row: T): ReactNode;
  /** Numbers stand at the right, so that their digits stand below each other. */
  numeric?: true;
  /** What can be done with a row stays in sight while the table moves sideways. */
  actions?: true;
}

/**
 * Rows in columns. Where the screen is narrower than they are, the table moves sideways by itself, by keyboard too, and the page
 * does not.
 */
export function Table<T>({
  caption,
  columns,
  rows,
  rowKey,
}: {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey(row: T): string;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what moves sideways has to be reached by keyboard.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form; a section would be a landmark more for each table.
    <div className="scroll" role="group" tabIndex={0} aria-label={caption}>
      <table>
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, ...kind }) => (
              <th key={title} scope="col" className={classOf(kind)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ title, cell, ...kind }) => (
                <td key={title} className={classOf(kind)}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function classOf({ numeric, actions }: { numeric?: true; actions?: true }): string | undefined {
  return numeric ? 'numeric' : actions && 'row-actions';
}
