/** Tests of the endpoint, against real servers. */
@NullMarked
package dev.scheduler.boot.actuate;

import org.jspecify.annotations.NullMarked;
