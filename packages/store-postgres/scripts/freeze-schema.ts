import { writeFileSync } from 'node:fs'
import { deriveSchema } from '../src/schema/derive.js'
import { extras } from '../src/schema/extras.js'

// Writes src/schema/version-1.ts from the descriptors. Only until the first release: after that a change of the
// descriptors is a migration of its own, written by hand.
const statements = [...deriveSchema(), ...extras].map((sql) => `  \`${sql}\`,\n`).join('')
const text = `// Long because it is the whole schema. Frozen: databases out there were made by exactly these words.

/** The statements that make schema version 1. Never edited once released; what changes later is a version of its own. */
export const version1: readonly string[] = [
${statements}]
`
writeFileSync(new URL('../src/schema/version-1.ts', import.meta.url), text)
