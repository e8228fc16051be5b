export { post, type Message } from './post.js'
