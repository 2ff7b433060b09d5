/**
 * What a user's code may name of the starter: the events that it publishes and the exception that a faulty task fails the
 * start with.
 */
@NullMarked
package dev.scheduler.boot;

import org.jspecify.annotations.NullMarked;
