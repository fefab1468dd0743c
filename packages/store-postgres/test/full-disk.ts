import { collections } from '@owekit/core/ports'
import type { DiskRoom } from '@owekit/testing'
import type pg from 'pg'
import { snake } from '../src/names.js'

const tables = Object.keys(collections).map((name) => `shared.owe_${snake(name)}`)

/** Rows to a page, so that a batch of some sixty rows meets the end of the disk at several places. */
const rowsPerPage = 8

// The server itself refuses the row that does not fit, in the words and with the SQLSTATE of a full disk. A sequence
// counts the rows, since what a transaction counts in a table goes with it.
const install = `
CREATE SEQUENCE IF NOT EXISTS shared.rows_written;
CREATE TABLE IF NOT EXISTS shared.room (rows bigint NOT NULL);
DELETE FROM shared.room;
CREATE OR REPLACE FUNCTION shared.take_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF nextval('shared.rows_written') > (SELECT rows FROM shared.room) THEN
    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
  END IF;
  RETURN NEW;
END $$;
${tables.map((table) => `CREATE OR REPLACE TRIGGER room BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION shared.take_room();`).join('\n')}`

/** The disk of a server that only the tables in the schema `shared` fill. */
export function diskOf(pool: pg.Pool): DiskRoom {
  let isInstalled = false
  return {
    async leave(pages) {
      if (!isInstalled) await pool.query(install)
      isInstalled = true
      await pool.query(`DELETE FROM shared.room; INSERT INTO shared.room VALUES (${pages * rowsPerPage});
SELECT setval('shared.rows_written', 1, false)`)
    },
    // Without a row in the table nothing is ever too much.
    free: async () => void (await pool.query('DELETE FROM shared.room')),
    async bytes() {
      const rows = tables.map((table) => `(SELECT md5(string_agg(t::text, ' ' ORDER BY t::text)) FROM ${table} t)`)
      return JSON.stringify((await pool.query(`SELECT ARRAY[${rows.join(', ')}] AS digests`)).rows)
    },
  }
}
