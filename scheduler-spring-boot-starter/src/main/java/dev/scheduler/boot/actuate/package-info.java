/**
 * The scheduler behind {@code /actuator/scheduledtasks} and its JMX twin. A face: it asks the {@link dev.scheduler.Scheduler}
 * and writes down the answer as records of JDK types, so that every JSON library writes the same. No scheduling logic may
 * enter, and no web stack's own types.
 */
@NullMarked
package dev.scheduler.boot.actuate;

import org.jspecify.annotations.NullMarked;
