@NullMarked
package dev.scheduler.boot.discovery.elsewhere;

import org.jspecify.annotations.NullMarked;
