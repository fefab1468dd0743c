import { memoryStore } from '@owekit/core/memory'
import { test } from 'vitest'
import { storeConformance } from '@owekit/testing'

storeConformance({ test }, memoryStore)
