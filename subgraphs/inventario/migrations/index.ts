import type { Migrations } from '../../../platform/migrations.ts';
import { createInventario } from './0001-create-inventario.ts';

export const migrations: Migrations = {
  '0001-create-inventario': createInventario,
};
