import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'residents',
      `/* 住民ID as it is written, and as it is compared and sorted */
       number text NOT NULL,
       number_key text COLLATE "C" NOT NULL,
       state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended', 'deregistered')),
       /* everything about the person, encrypted; it opens in this row only */
       sealed text NOT NULL,
       /* which key sealed it and made the tokens, here and in resident_grams */
       key_id int NOT NULL,
       birth_token bigint,
       postal_token bigint,
       phone_token bigint,
       email_token bigint,
       state_changed_at timestamptz,
       /* encrypted like the rest: why somebody is suspended is nobody else's business */
       state_reason_sealed text,
       /* raised with every change: who changes says which one they saw */
       version int NOT NULL DEFAULT 1,
       created_at timestamptz NOT NULL DEFAULT now(),
       updated_at timestamptz NOT NULL DEFAULT now(),
       /* 登録抹消: nothing about the person finds them any more */
       CHECK (state <> 'deregistered'
              OR num_nonnulls(birth_token, postal_token, phone_token, email_token) = 0)`
    )
    this.schema.raw(
      'CREATE UNIQUE INDEX residents_by_number ON residents (municipality_id, number_key)'
    )
    for (const token of ['birth', 'phone', 'email']) {
      this.schema.raw(
        `CREATE INDEX residents_by_${token} ON residents (municipality_id, ${token}_token)
          WHERE ${token}_token IS NOT NULL`
      )
    }
    /** A postal code finds thousands: in the order of the list, the first page is the first rows. */
    this.schema.raw(
      `CREATE INDEX residents_by_postal_code ON residents (municipality_id, postal_token, number_key)
        WHERE postal_token IS NOT NULL`
    )
    this.schema.raw(
      `CREATE INDEX residents_by_state ON residents (municipality_id, state, number_key)
        WHERE state <> 'active'`
    )
    this.schema.raw('CREATE INDEX residents_by_key ON residents (municipality_id, key_id)')

    /**
     * One or two characters of a name, a フリガナ or an address, as a keyed
     * hash, and whose they are. 住民ID instead of the row's id keeps each
     * gram's residents in the order in which they are listed. No foreign key:
     * checking it would take longer than writing the row, and a gram that
     * leads nowhere finds nobody.
     */
    this.tenantTable(
      'resident_grams',
      `gram bigint NOT NULL,
       number_key text COLLATE "C" NOT NULL`,
      { key: 'gram, number_key' }
    )

    this.tenantTable(
      'resident_link_codes',
      `code text NOT NULL,
       resident_id uuid NOT NULL,
       assigned_at timestamptz NOT NULL DEFAULT now(),
       ended_at timestamptz,
       FOREIGN KEY (municipality_id, code) REFERENCES link_codes (municipality_id, code),
       FOREIGN KEY (municipality_id, resident_id) REFERENCES residents (municipality_id, id)`,
      { key: 'code' }
    )
    /** One live code for one resident, whoever issues it and how many do at once. */
    this.schema.raw(
      `CREATE UNIQUE INDEX resident_link_codes_live ON resident_link_codes (municipality_id, resident_id)
        WHERE ended_at IS NULL`
    )
    this.schema.raw(
      `CREATE INDEX resident_link_codes_by_resident
           ON resident_link_codes (municipality_id, resident_id, assigned_at DESC)`
    )
  }
}
