import 'unpoly/unpoly.js'

up.log.config.banner = false

/**
 * Unpoly reads `<meta name="csrf-token">` and sends it as X-CSRF-Token, which is
 * the header the server looks at.
 *
 * Links and forms are taken over unless they say `up-follow="false"` or
 * `up-submit="false"`: downloads and sign-out must.
 */
up.link.config.followSelectors.push('a[href]')
up.form.config.submitSelectors.push('form')

/**
 * Which entry of a menu is the current page is for the server to say; Unpoly would
 * otherwise set `aria-current` itself by comparing addresses.
 */
up.status.config.navSelectors = []

/**
 * A counter's state is out of date in seconds, and resident data must not stay
 * in a browser's memory: nothing is cached.
 */
up.fragment.config.navigateOptions.cache = false

/**
 * A rejected form (422) comes back as a whole page: take its main part, with the
 * list of errors above the form, and start reading there.
 */
up.on('up:form:submit', (event) => {
  const { form, renderOptions } = event
  if (!form.closest('[up-fail-target]')) {
    renderOptions.failTarget = 'main'
  }
  renderOptions.failFocus ??= ['.error-summary', 'main']
})

/**
 * An answer of another kind, such as the sign-in page after a long pause, or a
 * file, belongs in the window and not in this page's frame.
 */
up.on('up:fragment:loaded', (event) => {
  const { request, response } = event
  const isPage = response.isHTML()
  const isStaffPage = isPage && response.text.includes('data-layout="staff"')
  if (isStaffPage || up.layer.isOverlay()) {
    /** Unpoly keeps the title of a rejected form, but it begins with 「エラー:」 now. */
    if (!response.ok) {
      document.title = new DOMParser().parseFromString(response.text, 'text/html').title
    }
    return
  }
  if (request.method === 'GET' || response.redirect) {
    event.preventDefault()
    location.assign(response.url)
  }
})

/** The network failed or the request was dropped: the form may be sent again. */
up.on('up:request:offline up:request:aborted', () => {
  document.querySelectorAll('form[aria-busy]').forEach((form) => form.removeAttribute('aria-busy'))
})
