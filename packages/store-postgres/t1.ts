import { startPostgres } from '@owekit/test-postgres'
import { spawnSync } from 'node:child_process'
const s = (await startPostgres())!
const run = (...args: string[]) => { const r = spawnSync('npx', ['tsx','--conditions=@owekit/source','packages/cli/src/main.ts', ...args], {cwd:'/tmp/owekit-pg', encoding:'utf8', env:{...process.env, NODE_ENV:''}}); console.log(args.join(' ').slice(0,80), r.status, (r.stdout+r.stderr).split('\n').filter(l=>!l.includes('npm warn')).slice(-14).join('\n')) }
run('scenario','run','--store',s.url())
run('--db',s.url(),'--currency','EUR','balance')
run('--db',s.url(),'--currency','EUR','init','--name','x','--time-zone','UTC')
run('--db',s.url(),'--currency','EUR','aging')
run('--db',s.url(),'verify')
await s.stop()
run('--db',s.url(),'verify')
