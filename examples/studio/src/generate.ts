import { noteFleets } from './fleets.js'
import { noteIncidents } from './incidents.js'
import { notePrivateCustomers } from './private-customers.js'
import { random } from './random.js'
import { diary, type Happening } from './story.js'

/**
 * The studio's year as a list of commands in the order of time, each with its input.
 *
 * Made from a seed and nothing else: no clock, no other chance. The same seed gives the same year, to the cent.
 */
export function generate(seed = 2): readonly Happening[] {
  const book = diary()
  const chance = random(seed)
  notePrivateCustomers(book, chance)
  noteFleets(book, chance)
  noteIncidents(book)
  return book.inOrder()
}
