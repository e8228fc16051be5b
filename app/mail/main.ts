export { post, type Message } from './post.js'
export { countFailedMail } from './queries/count_failed_mail.js'
