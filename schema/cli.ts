#!/usr/bin/env node
import { runSchemaCommand } from './schema-command.ts';

process.exitCode = await runSchemaCommand(process.argv.slice(2));
