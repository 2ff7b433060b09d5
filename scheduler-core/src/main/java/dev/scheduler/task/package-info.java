/**
 * What: tasks as they are written down (annotation, properties, fluent builder), the layers of their settings, and the
 * bodies that are not a bean's method. Knows nothing of running them.
 */
@NullMarked
package dev.scheduler.task;

import org.jspecify.annotations.NullMarked;
