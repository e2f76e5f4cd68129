#!/usr/bin/env node
import { launch } from '../setup/launch.mjs'

await launch('harness/src/main.ts', process.argv.slice(2))
