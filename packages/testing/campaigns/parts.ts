import { spawn } from 'node:child_process'

/** A campaign on the command line: its name, then its options. */
export interface Part {
  readonly name: string
  readonly options: { readonly [option: string]: string | number }
}

/** Runs the lists at the same time, every part in a process of its own, one after another; whether all of them held. */
export async function runParts(lists: readonly (readonly Part[])[]): Promise<boolean> {
  const runList = async (list: readonly Part[]) => {
    let held = true
    for (const part of list) held = (await runPart(part)) && held
    return held
  }
  return (await Promise.all(lists.map(runList))).every((held) => held)
}

async function runPart({ name, options }: Part): Promise<boolean> {
  const args = Object.entries(options).flatMap(([option, value]) => [`--${option}`, `${value}`])
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1]!, name, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return (await new Promise<number | null>((resolve) => child.once('exit', resolve))) === 0
}
