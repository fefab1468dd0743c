export { openItem } from './open-item.js'
