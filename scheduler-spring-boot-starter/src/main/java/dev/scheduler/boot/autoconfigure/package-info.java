/**
 * Puts the scheduler together in a Spring Boot application: its beans, its start and stop with the application, and the
 * reports of what it found. Holds no rule of its own about tasks.
 */
@NullMarked
package dev.scheduler.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
