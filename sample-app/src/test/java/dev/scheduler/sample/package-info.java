/** Starts the back office as a user does, and asks over HTTP what a user asks. */
@NullMarked
package dev.scheduler.sample;

import org.jspecify.annotations.NullMarked;
