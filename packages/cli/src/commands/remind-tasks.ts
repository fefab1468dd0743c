import type { Receivables } from '@owekit/core'
import type { Command } from 'commander'
import { withBooks } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { oneLine } from '../terminal/text-width.js'
import { table } from '../terminal/table.js'

interface CloseOptions {
  readonly note?: string
}

const examples = `
Examples:
  $ owekit remind tasks
  $ owekit remind tasks close tsk_42 --note "called, pays on Friday"`

/** `owekit remind tasks`: what staff is asked to do. */
export function addRemindTasks(parent: Command, shell: Shell): void {
  const tasks = parent
    .command('tasks')
    .description('what is for a person to do: call, apply credit, find an address, ask after a message')
    .addHelpText('after', examples)
    .action(act(shell, list))
  tasks
    .command('close')
    .description('a task is done')
    .argument('<task>', 'its id')
    .option('--note <text>', 'what came of it')
    .action(act<CloseOptions>(shell, close))
}

type Task = Awaited<ReturnType<Receivables['reminders']['tasks']>>['items'][number]

const whatToDo: Readonly<Record<Task['kind'], string>> = {
  apply_credit: 'set the money on account against what is due',
  reach_customer: 'find an address: no channel reaches the customer',
  call: 'call: the policy says so',
  check_message: 'ask whether the message went out',
}

async function list(context: Context): Promise<void> {
  const tasks = await withBooks(context, async ({ ar }) => {
    const found: Task[] = []
    for await (const task of ar.reminders.tasks()) found.push(task)
    return found
  })
  if (context.json) return context.printJson({ tasks })
  const { style, width } = context
  if (tasks.length === 0) return context.print('There is nothing to do.\n')
  await context.print(
    table(
      [
        { title: 'since' },
        { title: 'customer', flexible: true },
        { title: '' },
        { title: 'what', flexible: true, paint: (cell) => style.bold(cell) },
        { title: 'task', flexible: true },
      ],
      tasks.map(({ id, customer, currency, kind, openedOn }) => [openedOn, customer, currency, whatToDo[kind], id]),
      { style, width },
    ),
  )
}

async function close(context: Context, { note }: CloseOptions, task = ''): Promise<void> {
  await withBooks(context, ({ ar }) => ar.reminders.closeTask({ task, ...(note !== undefined && { note }) }))
  if (context.json) return context.printJson({ task, closed: true })
  await context.print(`Closed ${oneLine(task)}.\n`)
}
