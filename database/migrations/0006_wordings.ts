import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'wordings',
      `/* the language's folder, and the key of the text the municipality words itself */
       locale text NOT NULL,
       key text NOT NULL,
       text text NOT NULL CHECK (text <> ''),
       updated_at timestamptz NOT NULL DEFAULT now()`,
      { key: 'locale, key' }
    )
    this.readableByDirectory('wordings')
  }
}
