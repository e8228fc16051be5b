export { post, type Message } from './post.js'
export { countFailedMail } from './queries/count_failed_mail.js'
export { default as mailOfPerson } from './mail_of_person.js'
export { recipientKey } from './recipient.js'
