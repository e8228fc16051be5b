import router from '@adonisjs/core/services/router'
import { can } from '#app/staff/main'
import { publicSide, staffSide } from '#start/kernel'

const HealthController = () => import('#app/http/health_controller')
const FrontDoorController = () => import('#app/http/front_door_controller')
const AccessibilityController = () => import('#app/http/accessibility_controller')
const SignInController = () => import('#app/staff/controllers/sign_in_controller')
const SignOutController = () => import('#app/staff/controllers/sign_out_controller')
const OwnPasswordController = () => import('#app/staff/controllers/own_password_controller')
const DashboardController = () => import('#app/staff/controllers/dashboard_controller')

router.get('/health', [HealthController]).as('health')
router.get('/', [FrontDoorController]).as('front_door')

router
  .group(() => {
    router.get('/', [FrontDoorController, 'municipality']).as('front_door.municipality')
    router.get('/accessibility', [AccessibilityController]).as('accessibility')
  })
  .prefix('/:municipality')
  .use(publicSide.stack)

router
  .group(() => {
    router.get('/sign-in', [SignInController, 'render']).as('sign_in')
    router.post('/sign-in', [SignInController, 'execute']).as('sign_in.execute')
  })
  .prefix('/:municipality/staff')
  .as('staff')
  .use(staffSide.signInStack)

router
  .group(() => {
    router.get('/', [DashboardController]).as('dashboard')
    router.post('/sign-out', [SignOutController]).as('sign_out')
    router.get('/password', [OwnPasswordController, 'render']).as('password')
    router.post('/password', [OwnPasswordController, 'execute']).as('password.execute')
  })
  .prefix('/:municipality/staff')
  .as('staff')
  .use(staffSide.stack)

void can
