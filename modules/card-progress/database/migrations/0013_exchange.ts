import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  /** What files have told of where and when a card can be fetched. */
  async up() {
    this.tenantTable(
      'told_windows',
      `link_code text NOT NULL,
       /* NULL: nothing to come for (any more) */
       counter_code text,
       from_day date,
       until_day date`,
      { key: 'link_code' }
    )
  }
}
