import { expect, test } from 'vitest';
import { eventOf } from '../../../tests/support/schemas/event-tables.ts';
import { parseEvent } from './event.ts';

test.each([
  null,
  'x',
  {},
  { ...eventOf('1', 1), id: 'x' },
  { ...eventOf('../1', 1), id: '00000000-0000-4000-8000-000000000001' },
  { ...eventOf('1', 1), id: '00000000-0000-4000-8000-000000000001', payload: [] },
])('%j is no event', (body) => {
  expect(parseEvent(body)).toBeNull();
});

test('an event arrives whole, without what does not belong to it', () => {
  const event = {
    ...eventOf('1', 1),
    id: '00000000-0000-4000-8000-000000000001',
    payload: { constructor: 1, lista: [{ n: null }] },
  };

  expect(parseEvent({ ...event, other: true })).toEqual(event);
});
