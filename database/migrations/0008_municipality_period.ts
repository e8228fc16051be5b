import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      ALTER TABLE municipalities
        ADD COLUMN contact_person text,
        ADD COLUMN service_code text,
        /* residents reach the pages within these days only; both may be open */
        ADD COLUMN valid_from date,
        ADD COLUMN valid_until date,
        ADD CHECK (valid_from <= valid_until)`)
  }

  async down() {
    throw new Error('Migrations only go forward: write another one that mends this.')
  }
}
