import type { Router } from '@adonisjs/core/http'

const SignInController = () => import('../controllers/public/sign_in_controller.js')
const SignOutController = () => import('../controllers/public/sign_out_controller.js')
const AccountController = () => import('../controllers/public/account_controller.js')
const DetailsController = () => import('../controllers/public/details_controller.js')
const PasswordController = () => import('../controllers/public/password_controller.js')
const AskToRegisterController = () => import('../controllers/public/ask_to_register_controller.js')
const RegisterController = () => import('../controllers/public/register_controller.js')
const ForgottenController = () => import('../controllers/public/forgotten_controller.js')
const ResetController = () => import('../controllers/public/reset_controller.js')

/** Signing in, the account's own pages, and the two ways in by mail: registering and a new password. */
export default function routes(router: Router) {
  router.get('/account/sign-in', [SignInController, 'render']).as('sign_in')
  router.post('/account/sign-in', [SignInController, 'execute']).as('sign_in.execute')
  router.post('/account/sign-out', [SignOutController]).as('sign_out')

  router.get('/account', [AccountController]).as('account')
  router.get('/account/details', [DetailsController, 'render']).as('details')
  router.get('/account/details/edit', [DetailsController, 'edit']).as('details.edit')
  router.post('/account/details', [DetailsController, 'execute']).as('details.execute')
  router.get('/account/password', [PasswordController, 'render']).as('password')
  router.post('/account/password', [PasswordController, 'execute']).as('password.execute')

  router.get('/account/register', [AskToRegisterController, 'render']).as('ask_to_register')
  router
    .post('/account/register', [AskToRegisterController, 'execute'])
    .as('ask_to_register.execute')
  router.get('/account/register/:registration', [RegisterController, 'render']).as('register')
  router
    .post('/account/register/:registration/check', [RegisterController, 'check'])
    .as('register.check')
  router
    .post('/account/register/:registration', [RegisterController, 'execute'])
    .as('register.execute')

  router.get('/account/forgotten', [ForgottenController, 'render']).as('forgotten')
  router.post('/account/forgotten', [ForgottenController, 'execute']).as('forgotten.execute')
  router.get('/account/reset/:reset', [ResetController, 'render']).as('reset')
  router.post('/account/reset/:reset', [ResetController, 'execute']).as('reset.execute')
}
